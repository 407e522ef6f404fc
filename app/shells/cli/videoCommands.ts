import { type Command, InvalidArgumentError, type Option } from "commander";
import { text } from "../common/text.ts";
import {
  attachVideo,
  convertVideo,
  exportVideo,
  listVideos,
  removeVideo,
  renameVideo,
  syncVideo,
} from "./commands/videos.ts";
import type { Report } from "./report.ts";
import type { CliContext } from "./studioSession.ts";

/** `ringside video attach|list|rename|remove|sync|convert|export`. */
export function addVideoCommands(
  program: Command,
  context: CliContext,
  option: (flags: string, key: string) => Option,
  print: (report: Report) => void,
): void {
  const video = program.command("video").description(text("cli.about.video"));
  const command = (usage: string) =>
    video
      .command(usage)
      .description(text(`cli.about.video.${usage.split(" ")[0]}`))
      .addOption(option("--json", "json"))
      .addOption(option("--project <project>", "project"));

  command("attach <capture> <file>").action(async (capture, file, options) =>
    print(await attachVideo(context, capture, file, options)),
  );
  command("list <capture>").action(async (capture, options) => print(await listVideos(context, capture, options)));
  command("rename <capture> <video> <name>").action(async (capture, name, newName, options) =>
    print(await renameVideo(context, capture, name, newName, options)),
  );
  command("remove <capture> <video>").action(async (capture, name, options) =>
    print(await removeVideo(context, capture, name, options)),
  );
  command("sync <capture> <video>")
    .addOption(option("--offset-ms <milliseconds>", "offsetMs").argParser(number))
    .addOption(option("--ppm <ppm>", "ppm").argParser(number))
    .action(async (capture, name, options) => print(await syncVideo(context, capture, name, options)));
  command("convert <capture> <video>").action(async (capture, name, options) =>
    print(await convertVideo(context, capture, name, options)),
  );
  command("export <capture> <video>")
    .addOption(option("--to <folder>", "to").default("."))
    .action(async (capture, name, options) => print(await exportVideo(context, capture, name, options)));
}

function number(value: string): number {
  const said = value.trim() === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(said)) throw new InvalidArgumentError(text("cli.notANumber"));
  return said;
}
