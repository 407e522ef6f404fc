import type { SegmenterSpec } from "../../engine/descriptor/segmenter.ts";
import { GLOVE_RATES, networkInstructions } from "../../learn/searching/gloveCost.ts";
import type { PackPart } from "../header.ts";
import type { PartCost } from "./cost.ts";

/** What a part costs by the measurements of other models (learn/searching/gloveCost.ts). */
export function predictCost({ pipeline, descriptor, arenaBytes }: PackPart): PartCost {
  const { classifier, features, segmenter } = pipeline;
  const window = classifier.kind === "window_network";
  const parts =
    (classifier.kind === "feature_trees" ? GLOVE_RATES.treesBytes : 0) + (window ? GLOVE_RATES.windowNetworkBytes : 0);
  const input = window
    ? classifier.layers[0]!.steps * classifier.layers[0]!.channels * GLOVE_RATES.perWindowValue
    : features.length * longest(segmenter) * GLOVE_RATES.perFeatureSample;
  const classifying =
    classifier.kind === "none"
      ? 0
      : classifier.kind === "feature_trees"
        ? // A tree of n nodes that is in balance is log2(n) deep.
          classifier.trees.reduce((sum, { nodes }) => sum + Math.ceil(Math.log2(nodes + 1)) * GLOVE_RATES.perNode, 0)
        : networkInstructions(classifier.layers);
  const perSegment = Math.round(input + classifying);
  return {
    flashBytes: GLOVE_RATES.engineBytes + parts + descriptor.length,
    objectBytes: GLOVE_RATES.objectBytes + arenaBytes,
    stackBytes: GLOVE_RATES.stackBytes,
    perSample: { mean: GLOVE_RATES.perSample, worst: GLOVE_RATES.worstSample },
    perSegment: { mean: perSegment, worst: perSegment },
  };
}

function longest(spec: SegmenterSpec): number {
  return "window" in spec ? spec.window : spec.longest;
}
