import type { Split } from "#domain/learning/dataset.ts";
import { foldsOf, type SplitCapture } from "#domain/learning/folds.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";

/** One part in so many watches. */
const PARTS = 5;

/**
 * Captures among those that are trained on that only say when to stop: one group of the split, or where there are too few
 * groups some captures. None where the plan does not stop early. They are never those that the model is tested on.
 */
export function watchingCaptures(
  training: readonly SplitCapture[],
  { classifier, training: { patience, seed } }: Pick<ModelPlan, "classifier" | "training">,
  { groupBy }: Pick<Split, "groupBy">,
): ReadonlySet<string> {
  if (patience === 0 || classifier.kind === "forest") return new Set();
  const method = { kind: "kFold", folds: PARTS } as const;
  const groups = foldsOf(training, { groupBy, method, seed });
  // Two groups would leave one to learn from.
  const folds = groups.length > 2 ? groups : foldsOf(training, { groupBy: { kind: "capture" }, method, seed });
  return new Set(folds.length > 2 ? folds[0]!.testing : []);
}
