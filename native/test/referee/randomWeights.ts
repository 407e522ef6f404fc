import type { Random } from "../../../app/domain/random.ts";
import { outputMultiplier } from "../../../app/host/learn/tflite/multiplier.ts";
import { type Layer, type LayerWeights, windowSteps } from "./network.ts";

/** The kernels hold a bias of up to 30 bits beside the products. */
const LARGEST_BIAS = 2 ** 30;
/** int8 minus a zero point. */
const LARGEST_INPUT = 255;

/** What sets a network apart from an ordinary one. */
export interface Character {
  /** Biases at the limit, and channels so weak that their multiplier is zero. */
  readonly extreme: boolean;
  /** Scales are powers of two. */
  readonly ties: boolean;
}

/**
 * Weights of every size, biases, and scales with which the outputs vary by about `spread` where the inputs vary by about
 * `deviation`.
 */
export function randomWeights(
  random: Random,
  layer: Layer,
  deviation: number,
  spread: number,
  { extreme, ties }: Character,
): LayerWeights {
  const { kind, channels, outChannels, input, output } = layer;
  const products = windowSteps(layer) * (kind === "depthwise_convolution" ? 1 : channels);
  const largest = random.pick([1, 5, 40, 127, 127, 127, 128]);
  const atLimits = random.chance(0.05);
  const lowest = -largest;
  const highest = Math.min(127, largest);
  const values = Int8Array.from({ length: products * outChannels }, () =>
    atLimits ? random.pick([lowest, highest]) : Math.floor(random.between(lowest, highest + 1)),
  );
  const size = atLimits ? largest : Math.sqrt((largest * (largest + 1)) / 3); // root mean square
  const sumDeviation = Math.sqrt(products) * deviation * size;
  const common = ((spread / sumDeviation) * output.scale) / input.scale;
  const perChannel = outChannels > 1 && random.chance(0.5);
  const scales = Array.from({ length: perChannel ? outChannels : 1 }, () => {
    const exponent = Math.log2(common) + (perChannel ? channelExponent(random, extreme) : 0);
    return Math.fround(2 ** (ties ? Math.round(exponent) : exponent));
  });
  const biases = Int32Array.from({ length: outChannels }, (_, o) => {
    const { shift } = outputMultiplier(input.scale, scales[perChannel ? o : 0]!, output.scale);
    // The kernels shift a sum to the left before they multiply; one that does not fit is undefined there.
    const room = Math.min(LARGEST_BIAS, 2 ** (31 - Math.max(0, shift)) - 1 - products * LARGEST_INPUT * largest);
    const wanted =
      extreme && random.chance(0.1)
        ? random.pick([-LARGEST_BIAS, LARGEST_BIAS])
        : Math.round(random.normal() * sumDeviation);
    return Math.max(-room, Math.min(room, wanted));
  });
  return { values, scales, biases };
}

function channelExponent(random: Random, extreme: boolean): number {
  return extreme && random.chance(0.1) ? -60 : random.between(-2, 1);
}
