import type { LayerKind } from "../../engine/descriptor/network.ts";

/** A positive real number as int8 kernels hold it: multiplier / 2^31 * 2^shift, the multiplier from 2^30 to 2^31 - 1. */
export interface Multiplier {
  readonly multiplier: number;
  readonly shift: number;
}

/** The lowest shift of TensorFlow Lite's kernels; a number that needs a lower one becomes 0. */
const LOWEST_SHIFT = -31;
const ONE = 2 ** 31;

/**
 * The multiplier nearest to a real number from 0 to below 2^30, as TensorFlow Lite's QuantizeMultiplier makes it
 * (tensorflow/lite/kernels/internal/quantization_util.cc). Throws RangeError for any other number.
 */
export function quantizedMultiplier(real: number): Multiplier {
  if (!(real >= 0 && real < 2 ** 30)) throw new RangeError(`no int8 layer can scale by ${real}`);
  if (real < 2 ** (LOWEST_SHIFT - 2)) return { multiplier: 0, shift: 0 };
  let shift = Math.floor(Math.log2(real)) + 1;
  // log2 rounds: just below a power of two it gives the power.
  if (real < 2 ** (shift - 1)) shift--;
  let multiplier = Math.round((real / 2 ** shift) * ONE);
  if (multiplier === ONE) {
    multiplier /= 2;
    shift++;
  }
  return shift < LOWEST_SHIFT ? { multiplier: 0, shift: 0 } : { multiplier, shift };
}

/**
 * From a layer's accumulator to its output, as the convolutions of TensorFlow Lite compute it: the scales are float32,
 * the product and the quotient are doubles, in this order.
 */
export function outputMultiplier(inputScale: number, weightScale: number, outputScale: number): Multiplier {
  const product = Math.fround(inputScale) * Math.fround(weightScale);
  return quantizedMultiplier(product / Math.fround(outputScale));
}

/**
 * The same for a fully connected layer with one scale for all its weights: there the interpreter multiplies the two scales
 * as float32 (GetQuantizedConvolutionMultipler in tensorflow/lite/kernels/kernel_util.cc).
 */
export function fullyConnectedMultiplier(inputScale: number, weightScale: number, outputScale: number): Multiplier {
  const product = Math.fround(Math.fround(inputScale) * Math.fround(weightScale));
  return quantizedMultiplier(product / Math.fround(outputScale));
}

/** The multipliers of a whole layer, one for each scale of its weights, as the interpreter chooses between the two. */
export function layerMultipliers(
  kind: LayerKind,
  inputScale: number,
  weightScales: readonly number[],
  outputScale: number,
): Multiplier[] {
  const one = kind === "fully_connected" && weightScales.length === 1 ? fullyConnectedMultiplier : outputMultiplier;
  return weightScales.map((weightScale) => one(inputScale, weightScale, outputScale));
}
