import fc from "fast-check";
import { type Random, randomOf } from "#domain/random.ts";
import { type FloatLayer, type LayerKind, type LayerShape, outSteps } from "../../engine/descriptor/network.ts";
import type { Examples, TrainedNetwork } from "../api.ts";

const SLIDING = ["convolution", "depthwise_convolution", "maximum_pool", "average_pool"] as const;

/** Networks of features (dense) or of windows (convolutions and pools before), of many sizes and scales; no softmax. */
export const trainedNetwork: fc.Arbitrary<TrainedNetwork> = fc.nat(2 ** 31 - 1).map((seed) => {
  const random = randomOf(seed, "trained network");
  const raw = random.chance(0.6);
  let steps = raw ? whole(random, 4, 40) : 1;
  let channels = whole(random, 1, raw ? 6 : 24);
  const layers: FloatLayer[] = [];
  const add = (kind: LayerKind, last = false) => {
    const layer = randomLayer(random, kind, steps, channels, last);
    layers.push(layer);
    steps = outSteps(layer);
    channels = layer.outChannels;
  };
  if (raw) for (let i = whole(random, 1, 4); i > 0 && steps > 1; i--) add(random.pick(SLIDING));
  for (let i = whole(random, 0, 2); i > 0; i--) add("fully_connected");
  add("fully_connected", true);
  return { kind: "network", layers };
});

/** Examples that fit a network: the corners of int8 first, then random ones. */
export function examplesFor(network: TrainedNetwork, seed: number, count = 24): Examples {
  const random = randomOf(seed, "examples");
  const { steps, channels } = network.layers[0]!;
  const outputs = network.layers.at(-1)!.outChannels;
  const size = steps * channels;
  const inputs = Int8Array.from({ length: count * size }, (_, i) =>
    i < size ? -128 : i < 2 * size ? 127 : whole(random, -128, 127),
  );
  return {
    steps,
    channels,
    scale: Math.fround(2 ** random.between(-9, 0)),
    zeroPoint: random.pick([-128, 0, 17]),
    inputs,
    classes: Uint8Array.from({ length: count }, () => whole(random, 0, outputs - 1)),
    outputs,
  };
}

function randomLayer(random: Random, kind: LayerKind, steps: number, channels: number, last: boolean): FloatLayer {
  const full = kind === "fully_connected";
  const isPool = kind === "maximum_pool" || kind === "average_pool";
  const depthwise = kind === "depthwise_convolution";
  const kernel = full ? 0 : whole(random, 1, Math.min(steps, 5));
  const outChannels = isPool ? channels : depthwise ? channels * whole(random, 1, 2) : whole(random, last ? 2 : 1, 8);
  const shape: LayerShape = {
    kind,
    samePadding: !full && random.chance(0.5),
    steps,
    channels,
    outChannels,
    kernel,
    stride: full ? 0 : whole(random, 1, 2),
  };
  const free = { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };
  if (isPool) return { ...shape, ...free };
  const fanIn = full ? steps * channels : depthwise ? kernel : kernel * channels;
  const size = 2 ** random.between(-3, 3);
  const limits = random.pick([free, { ...free, lowest: 0 }, { lowest: 0, highest: 6 }]);
  return {
    ...shape,
    ...(last ? free : limits),
    weights: Float32Array.from({ length: fanIn * outChannels }, () => random.normal() * size),
    biases: Array.from({ length: outChannels }, () => Math.fround(random.chance(0.1) ? 0 : random.normal() * size)),
  };
}

/** A whole number from low to high, both possible. */
const whole = (random: Random, low: number, high: number) => Math.floor(random.between(low, high + 1));
