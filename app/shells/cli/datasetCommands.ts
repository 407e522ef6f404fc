import type { Command, Option } from "commander";
import { FEATURE_SETS } from "#domain/learning/plan.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { text } from "../common/text.ts";
import { dataset } from "./commands/dataset.ts";
import { features } from "./commands/features.ts";
import type { Report } from "./report.ts";
import { folds, splitOf } from "./split.ts";
import type { CliContext } from "./studioSession.ts";

type Parser = (value: string, before: unknown) => unknown;

/** `ringside dataset [CAPTURES]` and `ringside features [CAPTURES]`. */
export function addDatasetCommands(
  program: Command,
  context: CliContext,
  option: (flags: string, key: string) => Option,
  parsers: Readonly<Record<"collect" | "fields" | "settings" | "whole", Parser>>,
  print: (report: Report) => void,
): void {
  const { collect, fields, settings, whole } = parsers;
  const queried = (usage: string, about: string) =>
    program
      .command(usage)
      .description(text(about))
      .addOption(option("--json", "json"))
      .addOption(option("--project <project>", "project"))
      .addOption(option("--label <label>", "havingLabel").argParser(collect))
      .addOption(option("--meta <field=values>", "havingMeta").argParser(fields))
      .addOption(option("--device <device>", "havingDevice").argParser(collect))
      .addOption(option("--reviewed", "reviewedOnly"))
      .addOption(option("--track <track>", "truthTrack"));

  queried("dataset [captures...]", "cli.about.dataset")
    .addOption(option("--by <field>", "by").default("person"))
    .addOption(option("--folds <count>", "folds").argParser(folds))
    .addOption(option("--seed <seed>", "splitSeed").argParser(whole))
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
