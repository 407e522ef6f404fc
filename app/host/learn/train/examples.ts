import { ProblemError } from "#domain/problems.ts";
import type { Examples } from "../api.ts";
import type { Task } from "./messages.ts";

/** With fewer segments there is nothing to learn from. */
const FEWEST = 4;

/**
 * What can be said before anything is trained.
 * @throws ProblemError learn.tooFew, learn.oneClass, learn.forestOfWindows, learn.convolutionOfFeatures
 */
export function checkTask({ plan, training }: Task): void {
  const { kind } = plan.classifier;
  if (kind === "forest" && training.steps > 1) throw new ProblemError("learn.forestOfWindows");
  if (kind === "conv" && training.steps === 1) throw new ProblemError("learn.convolutionOfFeatures");
  const count = training.classes.length;
  if (count < FEWEST) throw new ProblemError("learn.tooFew", { count, needed: FEWEST });
  if (new Set(training.classes).size < 2) throw new ProblemError("learn.oneClass");
}

/**
 * How much an example of each class counts. Balanced: all examples of a class together count as much as those of another;
 * the mean over the examples is 1 either way. A class without examples counts nothing.
 */
export function classWeights({ classes, outputs }: Examples, balanced: boolean): Float64Array {
  const counts = new Float64Array(outputs);
  for (const one of classes) counts[one]!++;
  if (!balanced) return counts.map(() => 1);
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : classes.length / (present * count)));
}
