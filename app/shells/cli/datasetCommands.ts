import type { Command } from "commander";
import { FEATURE_SETS } from "#domain/learning/plan.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { option, type Print, projectCommand } from "./commandLine.ts";
import { dataset } from "./commands/dataset.ts";
import { features } from "./commands/features.ts";
import { splitOf, withSplit } from "./split.ts";
import type { CliContext } from "./studioSession.ts";
import { collect, fields, settings, whole } from "./values.ts";

/** `ringside dataset [CAPTURES]` and `ringside features [CAPTURES]`. */
export function addDatasetCommands(program: Command, context: CliContext, print: Print): void {
  const queried = (usage: string, about: string) =>
    projectCommand(program, usage, about)
      .addOption(option("--label <label>", "havingLabel").argParser(collect))
      .addOption(option("--meta <field=values>", "havingMeta").argParser(fields))
      .addOption(option("--device <device>", "havingDevice").argParser(collect))
      .addOption(option("--reviewed", "reviewedOnly"))
      .addOption(option("--track <track>", "truthTrack"));

  withSplit(queried("dataset [captures...]", "cli.about.dataset"))
    .addOption(option("--examples <kind>", "datasetExamples").choices(["segmenter", "truth"]))
    .addOption(option("--segmenter <segmenter>", "segmenter").choices(SEGMENTER_NAMES).default("punch"))
    .addOption(option("--set <setting=value>", "setting").argParser(settings))
    .action(async (captures: string[], { by, folds: count, seed, ...options }) =>
      print(await dataset(context, { ...options, captures, split: splitOf(by, count, seed) })),
    );
  queried("features [captures...]", "cli.about.features")
    .addOption(option("--features <set>", "featureSet").choices(FEATURE_SETS).default("all"))
    .addOption(option("--examples <kind>", "examples").choices(["segmenter", "truth"]).default("segmenter"))
    .addOption(option("--segmenter <segmenter>", "segmenter").choices(SEGMENTER_NAMES).default("punch"))
    .addOption(option("--set <setting=value>", "setting").argParser(settings))
    .addOption(option("--map <method>", "map").choices(["pca", "umap"]).conflicts("to"))
    .addOption(option("--seed <seed>", "mapSeed").argParser(whole))
    .addOption(option("--to <file>", "toTable"))
    .action(async (captures: string[], options) => print(await features(context, { ...options, captures })));
}
