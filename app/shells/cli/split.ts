import { InvalidArgumentError } from "commander";
import { BY_PERSON, type Split } from "#domain/learning/dataset.ts";
import { text } from "../common/text.ts";

/** `--by capture`, or the name of a metadata field; without a number of folds one is left out at a time. */
export function splitOf(by: string, count: number | undefined, seed = BY_PERSON.seed): Split {
  return {
    groupBy: by === "capture" ? { kind: "capture" } : { kind: "metadata", field: by },
    method: count === undefined ? { kind: "leaveOneOut" } : { kind: "kFold", folds: count },
    seed,
  };
}

/** As many folds as the contract takes. */
export function folds(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 2 || number > 50) throw new InvalidArgumentError(text("cli.notFolds"));
  return number;
}
