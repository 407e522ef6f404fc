import type { Int8Layer } from "#host/engine/descriptor/network.ts";
import type { PipelineSpec } from "#host/engine/descriptor/writeDescriptor.ts";
import { COUNTS_PER_DPS, COUNTS_PER_G, RATE_HZ } from "./session.ts";

const samples = (seconds: number) => Math.round(seconds * RATE_HZ);

export const PUNCH = {
  kind: "punch",
  rotationColumn: 7,
  accelerationColumn: 6,
  slowestTurn: Math.round(200 * COUNTS_PER_DPS),
  weakestHit: Math.round(2 * COUNTS_PER_G),
  usualShare: 30,
  rest: samples(0.25),
  lead: samples(0.4),
  window: 150,
} as const;

/** The columns that features look at: both lengths and the axes that a straight punch moves most. */
export const FEATURE_COLUMNS = [6, 7, 0, 3] as const;
export const FEATURE_NAMES = ["mean", "standard_deviation", "maximum", "minimum"] as const;

/** Counts that the features of these punches lie in. */
export const FEATURE_RANGE = { lowest: -4000, highest: 20_000 } as const;

export const LAYERS: readonly Int8Layer[] = [layer(16, 12, -128, -9), layer(12, 8, -128, -7), layer(8, 6, 0, -7)];

/** The boxing reference: six axes and both lengths, 150 samples, 16 features, a 16-12-8-6 network. */
export const BOXING: PipelineSpec = {
  inputColumns: 6,
  sensorStages: [
    { kind: "magnitude", columns: [0, 1, 2], setting: 0 },
    { kind: "magnitude", columns: [3, 4, 5], setting: 0 },
  ],
  segmenter: PUNCH,
  segmentStages: [],
  features: FEATURE_COLUMNS.flatMap((column) =>
    FEATURE_NAMES.map((name) => ({ name, columns: [column], ...FEATURE_RANGE })),
  ),
  featureScale: { low: 0, high: 255 },
  classifier: {
    kind: "feature_network",
    layers: LAYERS,
    classNumbers: [1, 2, 3, 4, 5, 6],
    weakest: -128,
    margin: 0,
  },
};

/** Weights without a meaning but of every size: what a network costs does not depend on what it knows. */
function layer(inputs: number, outputs: number, outputZero: number, shift: number): Int8Layer {
  return {
    kind: "fully_connected",
    samePadding: false,
    steps: 1,
    channels: inputs,
    outChannels: outputs,
    kernel: 0,
    stride: 0,
    inputZero: -128,
    outputZero,
    lowest: outputZero === 0 ? -128 : outputZero,
    highest: 127,
    weights: Int8Array.from(
      { length: inputs * outputs },
      (_, i) => ((Math.imul(i + inputs, 2_654_435_761) >>> 8) % 255) - 127,
    ),
    biases: Array.from({ length: outputs }, (_, i) => ((i * 311) % 2000) - 1000),
    multipliers: [1_518_500_250],
    shifts: [shift],
  };
}
