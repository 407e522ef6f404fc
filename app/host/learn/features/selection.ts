import type { Selection } from "#domain/learning/plan.ts";
import { anovaF } from "./anova.ts";
import { Columns } from "./columnValues.ts";
import { extraTreesImportance } from "./extraTrees.ts";
import type { FeatureMatrix } from "./matrix.ts";
import { mutualInformation } from "./mutualInformation.ts";

/** Two features that correlate as much as this tell the same (the threshold of the tools that we replace). */
const SAME = 0.95;

/**
 * The features that a model uses, best first, at most `count`; in their own order where nothing is selected. Only of
 * `usable`, the ones that are numbers. Whoever gives it segments that a model is tested on has leaked them.
 */
export function selectFeatures(
  matrix: FeatureMatrix,
  classes: readonly number[],
  usable: readonly number[],
  { selection, count }: { readonly selection: Selection; readonly count: number },
  seed: number,
): number[] {
  if (selection === "none") return usable.slice(0, count);
  const columns = new Columns(matrix, usable);
  const scores = scoresOf(selection, columns, classes, seed);
  const ranked = usable
    .map((feature, at) => ({ feature, at, score: scores[at]! }))
    .sort((a, b) => b.score - a.score || a.feature - b.feature);
  if (selection !== "correlation") return ranked.slice(0, count).map(({ feature }) => feature);
  const kept: typeof ranked = [];
  for (const one of ranked) {
    if (kept.length === count) break;
    if (kept.every((other) => Math.abs(columns.correlation(one.at, other.at)) < SAME)) kept.push(one);
  }
  return kept.map(({ feature }) => feature);
}

/** Correlation prunes in the order of ANOVA's F. */
function scoresOf(
  selection: Exclude<Selection, "none">,
  columns: Columns,
  classes: readonly number[],
  seed: number,
): readonly number[] {
  switch (selection) {
    case "information":
      return columns.map((values) => mutualInformation(values, classes));
    case "trees":
      return extraTreesImportance(columns, classes, seed);
    default:
      return columns.map((values) => anovaF(values, classes));
  }
}
