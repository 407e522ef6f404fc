import type { ModelNeeds } from "#domain/learning/models.ts";
import type { FeatureSpec } from "../../engine/descriptor/features.ts";
import type { SegmentStage } from "../../engine/descriptor/transforms.ts";
import { segmentingOnly, writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { measureSegments, type SegmentFeatures } from "../../engine/measure.ts";
import type { Cut } from "../dataset/cuts.ts";
import { MODEL_AXES } from "../dataset/modelMotion.ts";
import { columnStages } from "./columns.ts";
import type { FeatureDefinition } from "./featureSets.ts";

/** Numbers of segments: a row a segment, a column a feature. */
export interface FeatureMatrix {
  readonly definitions: readonly FeatureDefinition[];
  readonly rows: number;
  /** Row after row. */
  readonly values: Float32Array;
}

/** The engine's own numbers of the cuts, unscaled. @throws ProblemError engine.missing */
export async function measureFeatures(
  cuts: readonly Pick<Cut, "frames">[],
  needs: ModelNeeds,
  definitions: readonly FeatureDefinition[],
): Promise<FeatureMatrix> {
  // The range decides about bytes alone, and they are not used here.
  const specs = definitions.map((definition) => ({ ...definition, lowest: 0, highest: 1 }));
  const values = new Float32Array(cuts.length * definitions.length);
  const measured = await measureCuts(cuts, needs, specs);
  for (const [row, { features }] of measured.entries()) values.set(features, row * definitions.length);
  return { definitions, rows: cuts.length, values };
}

/** What the engine makes of each cut, behind these stages. @throws ProblemError engine.missing, engine.refused */
export async function measureCuts(
  cuts: readonly Pick<Cut, "frames">[],
  needs: ModelNeeds,
  features: readonly FeatureSpec[],
  segmentStages: readonly SegmentStage[] = [],
): Promise<SegmentFeatures[]> {
  const rows = new Int16Array(cuts.reduce((sum, { frames }) => sum + frames.length, 0));
  let at = 0;
  const segments = cuts.map(({ frames }) => {
    rows.set(frames, at);
    const beginIndex = at / MODEL_AXES;
    at += frames.length;
    return { beginIndex, endIndex: at / MODEL_AXES };
  });
  // Columns of a model depend on one frame alone, so that segments may stand end to end. The segmenter is not asked.
  const descriptor = writeDescriptor({
    ...segmentingOnly(MODEL_AXES, columnStages(needs), { kind: "windowing", window: 2, step: 2 }),
    segmentStages,
    features,
  });
  const measured = await measureSegments(descriptor, rows, segments);
  return measured.map((one) => {
    if (one === null) throw new RangeError("a cut is empty, or longer than the engine takes");
    return one;
  });
}

/** The same with some of its columns. */
export function onlyFeatures({ definitions, rows, values }: FeatureMatrix, features: readonly number[]): FeatureMatrix {
  const some = new Float32Array(rows * features.length);
  for (let row = 0; row < rows; row++) {
    for (const [at, feature] of features.entries()) {
      some[row * features.length + at] = values[row * definitions.length + feature]!;
    }
  }
  return { definitions: features.map((feature) => definitions[feature]!), rows, values: some };
}
