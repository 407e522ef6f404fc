import type { Command } from "commander";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { segment, segmentMany } from "./commands/segment.ts";
import { learn, suggest } from "./commands/segmentLearning.ts";
import type { CliContext } from "./studioSession.ts";
import { settings } from "./values.ts";

/** `ringside segment CAPTURES`, `ringside segment learn CAPTURES` and `ringside suggest CAPTURE`. */
export function addSegmentCommands(program: Command, context: CliContext, print: Print): void {
  const segmenting = projectCommand(program, "segment <captures...>", "cli.about.segment")
    .addOption(option("--segmenter <segmenter>", "segmenter").choices(SEGMENTER_NAMES).default("punch"))
    .addOption(option("--set <setting=value>", "setting").argParser(settings))
    .addOption(option("--write", "write"))
    .action(async (captures: string[], { set = {}, write = false, ...options }) => {
      const wish = { ...options, settings: set, write };
      const one = captures.length === 1 ? segment(context, captures[0]!, wish) : segmentMany(context, captures, wish);
      print(await one);
    });
  projectCommand(segmenting, "learn <captures...>", "cli.about.segmentLearn")
    .addOption(option("--segmenter <segmenter>", "segmenterLearned").choices(SEGMENTER_NAMES))
    .action(async (captures: string[], _: unknown, command: Command) =>
      // The command above has options of the same names, and takes them first.
      print(await learn(context, captures, learnWish(command))),
    );
  projectCommand(program, "suggest <capture>", "cli.about.suggest").action(async (capture: string, options) =>
    print(await suggest(context, capture, options)),
  );
}

function learnWish(command: Command) {
  const above = command.parent!;
  const said = above.getOptionValueSource("segmenter") === "cli" ? above.opts().segmenter : undefined;
  const { project = above.opts().project, segmenter = said } = command.opts();
  return { project, segmenter: segmenter ?? null };
}
