import { createHash, randomUUID } from "node:crypto";
import type { Hand } from "#domain/hands.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { completeSettings } from "#domain/segmenters.ts";
import type { TreeNode } from "../../engine/descriptor/classifier.ts";
import { type PipelineSpec, writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { modelColumns } from "../../learn/dataset/modelMotion.ts";
import { RATE_HZ } from "../../learn/testing/madeStore.ts";
import { segmenterSpec } from "../../segmenting/segmenterSpec.ts";
import type { NewModel } from "../../store/models/modelApi.ts";
import type { ModelBytes } from "../modelBytes.ts";

/** The ranges and the rate of the made captures. */
export const NEEDS: ModelNeeds = { rateHz: RATE_HZ, accelRange_g: 16, gyroRange_dps: 2000 };

/** Half of what the made punches reach, as a byte of 20000 counts. */
const HALF = 95;

/** "Was the turn about x strong? Then output 0. About y? Then output 1. Else output 2." */
const BY_AXIS: readonly TreeNode[] = [
  { feature: 0, atMost: HALF, left: 1, right: 2 },
  { feature: 1, atMost: HALF, left: 2, right: 3 },
  { leaf: 0 },
  { leaf: 2 },
  { leaf: 1 },
];

/** A pipeline that names a punch by the axis about which the glove turned: x, y, z. */
export function axisPipeline(classNumbers: readonly [number, number, number], needs = NEEDS): PipelineSpec {
  const columns = modelColumns(needs);
  return {
    inputColumns: columns.inputColumns,
    sensorStages: columns.sensorStages,
    segmenter: segmenterSpec("punch", completeSettings("punch", {}), columns, needs.rateHz),
    segmentStages: [],
    features: [3, 4].map((column) => ({ name: "maximum", columns: [column], lowest: 0, highest: 20_000 })),
    featureScale: { low: 0, high: 255 },
    classifier: { kind: "feature_trees", classes: 3, trees: [BY_AXIS], classNumbers, weakest: -128, margin: 0 },
  };
}

/** A model that calls a turn about x a Jab, about y a Hook, about z Unknown; `classNumbers` says otherwise. */
export function axisModel({
  name = "Axes",
  classNames = ["Jab", "Hook"],
  classNumbers = [1, 2, 0],
  needs = NEEDS,
  hand = null,
}: {
  readonly name?: string;
  readonly classNames?: readonly string[];
  readonly classNumbers?: readonly [number, number, number];
  readonly needs?: ModelNeeds;
  /** The only hand that it serves. */
  readonly hand?: Hand | null;
} = {}): NewModel {
  return {
    model: {
      id: randomUUID(),
      name,
      origin: "imported",
      createdAtMs: 0,
      simulated: false,
      classNames: [UNKNOWN, ...classNames],
      needs,
      plan: null,
      made: null,
    },
    parts: [{ hand, descriptor: writeDescriptor(axisPipeline(classNumbers, needs)), float: null, network: null }],
  };
}

/** As it is once the project keeps it. */
export function asBytes({ model, parts }: NewModel): ModelBytes {
  const part = (hand: Hand | null) => parts.find((one) => one.hand === hand)?.descriptor;
  return {
    model: {
      ...model,
      parts: parts.map(({ hand, descriptor }) => ({
        hand,
        hash: createHash("sha256").update(descriptor).digest("hex"),
        bytes: descriptor.length,
      })),
    },
    descriptorFor: (hand) => part(hand) ?? part(null) ?? null,
  };
}
