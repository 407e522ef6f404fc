import { type LayerShape, outSteps } from "../../../app/host/engine/descriptor/network.ts";
import { outputMultiplier } from "../../../app/host/learn/tflite/multiplier.ts";

/** How the numbers of a tensor are stored: real = scale * (int8 - zeroPoint). */
export interface Quantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** An int8 network over time: layers one after the other, tensors as [step][channel]. */
export interface Network {
  readonly layers: readonly Layer[];
}

/** A layer as a training would leave it: real scales, where the engine's own description has multipliers. */
export interface Layer extends LayerShape {
  readonly activation: "none" | "relu" | "relu6";
  /** The activation as an operator of its own behind the layer, for the interpreter. */
  readonly activationApart: boolean;
  readonly input: Quantization;
  /** Pools keep the quantization of their input. */
  readonly output: Quantization;
  /** Null for pools. */
  readonly weights: LayerWeights | null;
}

export interface LayerWeights {
  /** [outChannels][kernel][channels]; of a depthwise convolution [kernel][outChannels]. */
  readonly values: Int8Array;
  /** One for the layer or one for each output channel. */
  readonly scales: readonly number[];
  readonly biases: Int32Array;
}

export { outSteps };

/** Steps of the input that one output sees. */
export const windowSteps = ({ kind, steps, kernel }: LayerShape) => (kind === "fully_connected" ? steps : kernel);

export const inputSize = ({ layers }: Network) => layers[0]!.steps * layers[0]!.channels;

export function outputSize({ layers }: Network): number {
  const last = layers.at(-1)!;
  return outSteps(last) * last.outChannels;
}

/** One multiplier for each scale of the weights. */
export function multipliersOf({ input, output, weights }: Layer) {
  return weights!.scales.map((scale) => outputMultiplier(input.scale, scale, output.scale));
}

/** The lowest and the highest output, as the interpreter derives them from the activation (float32, ties up). */
export function limitsOf({ activation, output }: Layer): { lowest: number; highest: number } {
  const six = output.zeroPoint + Math.round(Math.fround(6 / Math.fround(output.scale)));
  return {
    lowest: activation === "none" ? -128 : output.zeroPoint,
    highest: activation === "relu6" ? Math.min(127, six) : 127,
  };
}
