import type { FloatLayer } from "../../engine/descriptor/network.ts";

/** The kernels hold a bias of up to 30 bits beside the products. */
const LARGEST_BIAS = 2 ** 30;
const LARGEST_WEIGHT = 127;

/**
 * The scale of each output channel's weights: symmetric, so that the largest weight is 127, and wide enough for the bias
 * to fit. A channel without any weight or bias takes the scale of the others.
 */
export function weightScalesOf(layer: FloatLayer, inputScale: number): number[] {
  const largest = new Float64Array(layer.outChannels);
  const channelOf = channels(layer);
  for (const [i, weight] of layer.weights!.entries())
    largest[channelOf(i)] = Math.max(largest[channelOf(i)]!, Math.abs(weight));
  const scales = Array.from(largest, (weight, o) => {
    const forBias = Math.abs(layer.biases![o]!) / (inputScale * LARGEST_BIAS);
    return Math.fround(Math.max(weight / LARGEST_WEIGHT, forBias));
  });
  const widest = Math.max(...scales) || 1;
  return scales.map((scale) => scale || widest);
}

export function quantizedWeights(layer: FloatLayer, scales: readonly number[], inputScale: number) {
  const channelOf = channels(layer);
  return {
    weights: Int8Array.from(layer.weights!, (weight, i) =>
      within(LARGEST_WEIGHT, Math.round(weight / scales[channelOf(i)]!)),
    ),
    biases: layer.biases!.map((bias, o) => within(LARGEST_BIAS, Math.round(bias / (inputScale * scales[o]!)))),
  };
}

/** Of the place of a weight, its output channel: weights are [out][…] or, depthwise, [kernel][out]. */
function channels({ kind, outChannels, weights }: FloatLayer): (place: number) => number {
  if (kind === "depthwise_convolution") return (place) => place % outChannels;
  const each = weights!.length / outChannels;
  return (place) => Math.floor(place / each);
}

/** Without a negative zero, which int32 does not have. */
const within = (limit: number, value: number) => Math.min(limit, Math.max(-limit, value)) + 0;
