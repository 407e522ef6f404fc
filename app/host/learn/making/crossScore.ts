import type { CrossScore } from "#domain/learning/models.ts";
import type { Judged } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";

/** What one fold's model reached on the captures of its group. */
export interface FoldResult {
  readonly group: string;
  readonly captures: readonly Judged[];
}

/** All events of all folds together, and each fold alone: a mean of folds would let a small one count as a large one. */
export function crossScore(folds: readonly FoldResult[]): CrossScore {
  const { f1, accuracy, perClass } = scoresOf(folds.flatMap(({ captures }) => captures));
  return {
    f1,
    accuracy,
    perClass,
    folds: folds.map(({ group, captures }) => {
      const scores = scoresOf(captures);
      const support = Object.values(scores.perClass).reduce((sum, each) => sum + each.support, 0);
      return { group, f1: scores.f1, support };
    }),
  };
}
