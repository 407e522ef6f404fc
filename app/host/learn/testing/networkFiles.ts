import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { TrainedNetwork } from "../api.ts";
import { quantize } from "../quantize/quantize.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { examplesFor } from "./networks.ts";

/** Two features in, three classes out, of weights that nobody trained. */
export function denseNetwork(weights = [1, 2, 3, -1, 0, 1]): TrainedNetwork {
  const shape = { kind: "fully_connected", samePadding: false, steps: 1, channels: 2, outChannels: 3 } as const;
  const limits = { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };
  const rest = { kernel: 0, stride: 0, weights: Float32Array.from(weights), biases: [0, 0, 0] };
  return { kind: "network", layers: [{ ...shape, ...limits, ...rest }] };
}

/** The same as an int8 file of another tool. Needs the engine. */
export function int8File(): Uint8Array<ArrayBuffer> {
  const network = denseNetwork();
  return Uint8Array.from(writeTflite(toTflite(quantize(network, examplesFor(network, 1)))));
}

/** What such a file does not say. */
export const INT8_PLAN: ImportPlan = {
  classes: ["Jab", "Hook", "Unknown"],
  hands: "together",
  segmenter: { name: "punch", settings: {} },
  needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
  input: {
    kind: "features",
    features: [
      { name: "mean", columns: ["AccelX"], parameters: [], from: [-4000, 4000] },
      { name: "maximum", columns: ["Gyro"], parameters: [], from: [0, 20_000] },
    ],
    to: null,
  },
  rejectBelow: 0,
};
