import { ProblemError } from "#domain/problems.ts";
import type { FeatureSpec } from "../../engine/descriptor/features.ts";
import type { FeatureMatrix } from "./matrix.ts";

/** Places of the features that are a number for every segment. @throws ProblemError learn.notANumber where none is */
export function finiteFeatures({ definitions, rows, values }: FeatureMatrix): number[] {
  const width = definitions.length;
  const finite = definitions.flatMap((_, feature) => {
    for (let row = 0; row < rows; row++) if (!Number.isFinite(values[row * width + feature]!)) return [];
    return [feature];
  });
  if (finite.length === 0) throw new ProblemError("learn.notANumber");
  return finite;
}

/**
 * Features with the range that these segments span: training segments, never those that a model is tested on. The engine
 * maps it to bytes and limits what lies outside.
 */
export function withLimits(matrix: FeatureMatrix, features: readonly number[]): FeatureSpec[] {
  const { definitions, rows, values } = matrix;
  return features.map((feature) => {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < rows; row++) {
      const value = values[row * definitions.length + feature]!;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    const { name, columns, parameters = [] } = definitions[feature]!;
    return { name, columns, parameters, lowest, highest };
  });
}
