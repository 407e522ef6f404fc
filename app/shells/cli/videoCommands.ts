import type { Command } from "commander";
import { text } from "../common/text.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import {
  attachVideo,
  convertVideo,
  exportVideo,
  listVideos,
  removeVideo,
  renameVideo,
  syncVideo,
} from "./commands/videos.ts";
import type { CliContext } from "./studioSession.ts";
import { finite } from "./values.ts";

/** `ringside video attach|list|rename|remove|sync|convert|export`. */
export function addVideoCommands(program: Command, context: CliContext, print: Print): void {
  const video = program.command("video").description(text("cli.about.video"));
  const command = (usage: string) => projectCommand(video, usage, `cli.about.video.${usage.split(" ")[0]}`);

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
    .addOption(option("--offset-ms <milliseconds>", "offsetMs").argParser(finite))
    .addOption(option("--ppm <ppm>", "ppm").argParser(finite))
    .action(async (capture, name, options) => print(await syncVideo(context, capture, name, options)));
  command("convert <capture> <video>").action(async (capture, name, options) =>
    print(await convertVideo(context, capture, name, options)),
  );
  command("export <capture> <video>")
    .addOption(option("--to <folder>", "to").default("."))
    .action(async (capture, name, options) => print(await exportVideo(context, capture, name, options)));
}
