import type { LayerShape } from "../../engine/descriptor/network.ts";
import { checkDescriptor } from "../../engine/pipeline.ts";
import type { LearnedPart } from "../making/learnPart.ts";
import type { LearningData } from "../making/trainModel.ts";

/** What a model costs on the glove (Cortex-M4, -Os). */
export interface GloveCost {
  /** Descriptor and the engine with the parts that it needs. */
  readonly flashBytes: number;
  /** The pipeline, its arena and the deepest stack. */
  readonly ramBytes: number;
  /** From the end of a segment to its class. */
  readonly instructions: number;
  /** `predicted`: from the rates below. `counted`: by the emulator, for these very bytes. */
  readonly by: "predicted" | "counted";
}

/**
 * Measured on the emulated Cortex-M4 by `node native/test/cortex_m4/footprint.mjs --json`; every figure but the last two.
 * A dense layer costs its products and its outputs, solved from two networks (336 products and 26 outputs: 4,804; 2,064 and
 * 78: 15,597).
 */
export const GLOVE_RATES = {
  /** The boxing reference without its descriptor: 10,436 - 1,178. */
  engineBytes: 9258,
  treesBytes: 256,
  windowNetworkBytes: 960,
  /** The object without its arena, and the deepest stack. */
  objectBytes: 640,
  stackBytes: 276,
  /** A sample that decides nothing. */
  perSample: 382,
  worstSample: 447,
  /** 52,921 instructions for 16 features of 150 samples. */
  perFeatureSample: 22.05,
  perProduct: 1.12,
  perOutput: 170,
  /** Not measured: a value of a window is fetched, stretched and scaled as a feature's sample is. */
  perWindowValue: 22,
  /** Not measured: load, compare, branch and step of a node. */
  perNode: 12,
} as const;

/** Flash and RAM of these very bytes; instructions as a prediction. @throws ProblemError engine.refused */
export function gloveCost(
  { descriptor, fitted, learned }: LearnedPart,
  { cuts }: Pick<LearningData, "cuts">,
): GloveCost {
  const { arenaBytes } = checkDescriptor(descriptor);
  const samples = Math.max(...cuts.map(({ frames }) => frames.length / 6));
  const input =
    fitted.kind === "features"
      ? fitted.features.length * samples * GLOVE_RATES.perFeatureSample
      : fitted.steps * fitted.channels.length * GLOVE_RATES.perWindowValue;
  const parts =
    (learned.kind === "trees" ? GLOVE_RATES.treesBytes : 0) +
    (fitted.kind === "window" ? GLOVE_RATES.windowNetworkBytes : 0);
  return {
    flashBytes: GLOVE_RATES.engineBytes + parts + descriptor.length,
    ramBytes: GLOVE_RATES.objectBytes + GLOVE_RATES.stackBytes + arenaBytes,
    instructions: Math.round(input + classifying(learned)),
    by: "predicted",
  };
}

/** Instructions of the classifier alone. */
function classifying(learned: LearnedPart["learned"]): number {
  if (learned.kind === "trees")
    return learned.trees.reduce((sum, tree) => sum + depthOf(tree) * GLOVE_RATES.perNode, 0);
  return networkInstructions(learned.int8.layers);
}

/** Instructions of an int8 network. */
export function networkInstructions(layers: readonly LayerShape[]): number {
  return layers.reduce((sum, layer) => {
    const { kind, steps, channels, outChannels, kernel, stride, samePadding } = layer;
    if (kind === "fully_connected")
      return sum + outChannels * (steps * channels * GLOVE_RATES.perProduct + GLOVE_RATES.perOutput);
    const positions = samePadding ? Math.ceil(steps / stride) : Math.floor((steps - kernel) / stride) + 1;
    const seen = kind === "convolution" ? kernel * channels : kernel;
    return sum + positions * outChannels * (seen * GLOVE_RATES.perProduct + GLOVE_RATES.perOutput);
  }, 0);
}

/** The longest way through a tree, in nodes. */
function depthOf(nodes: Extract<LearnedPart["learned"], { kind: "trees" }>["trees"][number]): number {
  const below = (at: number): number => {
    const node = nodes[at]!;
    return "leaf" in node ? 1 : 1 + Math.max(below(at + node.left), below(at + node.right));
  };
  return below(0);
}
