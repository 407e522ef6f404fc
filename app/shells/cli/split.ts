import type { Command } from "commander";
import { BY_PERSON, type Split } from "#domain/learning/dataset.ts";
import { option } from "./commandLine.ts";
import { folds, whole } from "./values.ts";

/** What says how captures are held out; splitOf reads it. */
export function withSplit(command: Command): Command {
  return command
    .addOption(option("--by <field>", "by").default("person"))
    .addOption(option("--folds <folds>", "folds").argParser(folds))
    .addOption(option("--seed <seed>", "splitSeed").argParser(whole));
}

/** `--by capture`, or the name of a metadata field; without a number of folds one is left out at a time. */
export function splitOf(by: string, count: number | undefined, seed = BY_PERSON.seed): Split {
  return {
    groupBy: by === "capture" ? { kind: "capture" } : { kind: "metadata", field: by },
    method: count === undefined ? { kind: "leaveOneOut" } : { kind: "kFold", folds: count },
    seed,
  };
}
