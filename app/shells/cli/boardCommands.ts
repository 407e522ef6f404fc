import { type Command, Option } from "commander";
import { HANDS } from "#domain/hands.ts";
import { text } from "../common/text.ts";
import { listBoards } from "./commands/boards.ts";
import { flash, listFlashes, showFlashLog } from "./commands/flash.ts";
import { addImage, compileImage, listImages, removeImage } from "./commands/images.ts";
import type { Report } from "./report.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside boards`, `ringside images [add|remove|compile]`, `ringside flash`, `ringside flashes [log]`. */
export function addBoardCommands(program: Command, context: CliContext, print: (report: Report) => void): void {
  const option = (flags: string, key: string) => new Option(flags, text(`cli.option.${key}`));
  const command = (under: Command, usage: string, about: string) =>
    under.command(usage).description(text(about)).addOption(option("--json", "json"));
  const withModel = (under: Command) =>
    under
      .addOption(option("--project <project>", "project"))
      .addOption(option("--model <model>", "flashModel"))
      .addOption(option("--hand <hand>", "flashHand").choices(HANDS));

  command(program, "boards", "cli.about.boards")
    .addOption(option("--simulated", "simulatedBoard"))
    .action(async (options) => print(await listBoards(context, options)));

  const images = command(program, "images", "cli.about.images").action(async () => print(await listImages(context)));
  command(images, "add <file>", "cli.about.imageAdd").action(async (file) => print(await addImage(context, file)));
  command(images, "remove <image>", "cli.about.imageRemove").action(async (image) =>
    print(await removeImage(context, image)),
  );
  withModel(command(images, "compile <sketch>", "cli.about.imageCompile")).action(async (sketch, options) =>
    print(await compileImage(context, { ...options, sketch })),
  );

  withModel(command(program, "flash", "cli.about.flash"))
    .addOption(option("--board <board>", "flashBoard").makeOptionMandatory())
    .addOption(option("--image <image>", "flashImage").makeOptionMandatory())
    .action(async (options) => print(await flash(context, options)));
  const flashes = command(program, "flashes", "cli.about.flashes").action(async () =>
    print(await listFlashes(context)),
  );
  command(flashes, "log <flash>", "cli.about.flashLog").action(async (id) => print(await showFlashLog(context, id)));
}
