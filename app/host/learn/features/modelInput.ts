import type { Hand } from "#domain/hands.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { completeSettings } from "#domain/segmenters.ts";
import type { WindowChannel } from "../../engine/descriptor/classifier.ts";
import type { FeatureScale, FeatureSpec } from "../../engine/descriptor/features.ts";
import type { PipelineSpec } from "../../engine/descriptor/writeDescriptor.ts";
import { segmenterSpec } from "../../segmenting/segmenterSpec.ts";
import type { Examples } from "../api.ts";
import type { Cut } from "../dataset/cuts.ts";
import { MIRROR_STAGE } from "../dataset/mirror.ts";
import { MODEL_AXES, modelColumns } from "../dataset/modelMotion.ts";
import { columnStages } from "./columns.ts";
import { featuresOf } from "./featureSets.ts";
import { measureCuts, measureFeatures } from "./matrix.ts";
import { finiteFeatures, withLimits } from "./scaling.ts";
import { selectFeatures } from "./selection.ts";
import { stretchTo, windowChannels, windowInputs } from "./windows.ts";

/** What stands between segments and a network, as training data made it: chosen features with their ranges, or a window. */
export type FittedInput =
  | { readonly kind: "features"; readonly features: readonly FeatureSpec[] }
  | { readonly kind: "window"; readonly steps: number; readonly channels: readonly WindowChannel[] };

/** All bytes are used. */
const WHOLE_SCALE: FeatureScale = { low: 0, high: 255 };
/**
 * What one count of a network's input is worth in training: real inputs then lie within +-2 and vary by about one, as
 * networks like it. The glove's arithmetic does not see it.
 */
export const INPUT_SCALE = 1 / 64;

/**
 * Chooses and scales by these cuts alone: in a cross-validation, the training cuts of one fold, never a whole dataset.
 * @throws ProblemError learn.notANumber where no feature is a number for all of them, engine.missing
 */
export async function fitInput(
  plan: Pick<ModelPlan, "input" | "training">,
  needs: ModelNeeds,
  training: readonly Pick<Cut, "frames" | "classNumber">[],
): Promise<FittedInput> {
  const { input } = plan;
  if (input.kind === "window") return { kind: "window", steps: input.steps, channels: windowChannels(training) };
  const matrix = await measureFeatures(training, needs, featuresOf(input.set));
  const classes = training.map(({ classNumber }) => classNumber);
  const chosen = selectFeatures(matrix, classes, finiteFeatures(matrix), input, plan.training.seed);
  return { kind: "features", features: withLimits(matrix, chosen) };
}

/**
 * The very bytes that the engine gives the classifier for these cuts. Output n of a classifier is class number n, 0 first:
 * Unknown. @throws ProblemError engine.missing
 */
export async function examplesOf(
  fitted: FittedInput,
  needs: ModelNeeds,
  cuts: readonly Pick<Cut, "frames" | "classNumber">[],
  outputs: number,
): Promise<Examples> {
  const classes = Uint8Array.from(cuts, ({ classNumber }) => classNumber);
  const common = { scale: INPUT_SCALE, zeroPoint: 0, classes, outputs };
  if (fitted.kind === "window") {
    const inputs = await windowInputs(cuts, needs, fitted.steps, fitted.channels);
    return { ...common, steps: fitted.steps, channels: fitted.channels.length, inputs };
  }
  const channels = fitted.features.length;
  const inputs = new Int8Array(cuts.length * channels);
  const measured = await measureCuts(cuts, needs, fitted.features);
  for (const [cut, { scaled }] of measured.entries()) {
    for (let i = 0; i < channels; i++) inputs[cut * channels + i] = scaled[i]! - 128;
  }
  return { ...common, steps: 1, channels, inputs };
}

/** Everything of a model's pipeline but its classifier. `hand` says whose glove runs it; null for both alike. */
export function pipelineOf(
  plan: Pick<ModelPlan, "hands" | "segmenter">,
  needs: ModelNeeds,
  hand: Hand | null,
  fitted: FittedInput,
): Omit<PipelineSpec, "classifier"> {
  const { name, settings } = plan.segmenter;
  const mirrored = plan.hands === "mirrored" && hand === "left" ? [MIRROR_STAGE] : [];
  return {
    inputColumns: MODEL_AXES,
    sensorStages: [...mirrored, ...columnStages(needs)],
    segmenter: segmenterSpec(name, completeSettings(name, settings), modelColumns(needs), needs.rateHz),
    segmentStages: fitted.kind === "window" ? [stretchTo(fitted.steps)] : [],
    features: fitted.kind === "features" ? fitted.features : [],
    featureScale: WHOLE_SCALE,
  };
}
