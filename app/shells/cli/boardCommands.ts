import type { Command } from "commander";
import { HANDS } from "#domain/hands.ts";
import { jsonCommand, option, type Print } from "./commandLine.ts";
import { listBoards } from "./commands/boards.ts";
import { flash, listFlashes, showFlashLog } from "./commands/flash.ts";
import { addImage, compileImage, listImages, removeImage } from "./commands/images.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside boards`, `ringside images [add|remove|compile]`, `ringside flash`, `ringside flashes [log]`. */
export function addBoardCommands(program: Command, context: CliContext, print: Print): void {
  const withModel = (under: Command) =>
    under
      .addOption(option("--project <project>", "project"))
      .addOption(option("--model <model>", "flashModel"))
      .addOption(option("--hand <hand>", "flashHand").choices(HANDS));

  jsonCommand(program, "boards", "cli.about.boards")
    .addOption(option("--simulated", "simulatedBoard"))
    .action(async (options) => print(await listBoards(context, options)));

  const images = jsonCommand(program, "images", "cli.about.images").action(async () =>
    print(await listImages(context)),
  );
  jsonCommand(images, "add <file>", "cli.about.imageAdd").action(async (file) => print(await addImage(context, file)));
  jsonCommand(images, "remove <image>", "cli.about.imageRemove").action(async (image) =>
    print(await removeImage(context, image)),
  );
  withModel(jsonCommand(images, "compile <sketch>", "cli.about.imageCompile")).action(async (sketch, options) =>
    print(await compileImage(context, { ...options, sketch })),
  );

  withModel(jsonCommand(program, "flash", "cli.about.flash"))
    .addOption(option("--board <board>", "flashBoard").makeOptionMandatory())
    .addOption(option("--image <image>", "flashImage").makeOptionMandatory())
    .action(async (options) => print(await flash(context, options)));
  const flashes = jsonCommand(program, "flashes", "cli.about.flashes").action(async () =>
    print(await listFlashes(context)),
  );
  jsonCommand(flashes, "log <flash>", "cli.about.flashLog").action(async (id) =>
    print(await showFlashLog(context, id)),
  );
}
