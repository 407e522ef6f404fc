import { type Random, randomOf } from "../../../app/domain/random.ts";
import type { LayerKind } from "../../../app/host/engine/descriptor/network.ts";
import { inputSize, type Layer, type Network, outSteps, type Quantization, windowSteps } from "./network.ts";
import { type Character, randomWeights } from "./randomWeights.ts";

/** Products of one layer for one input: keeps a thousand networks over a thousand inputs within minutes. */
const LAYER_PRODUCTS = 8_000;
/** Longer than the window of a punch: 150 samples. */
const MOST_STEPS = 160;
const MOST_CHANNELS = 9;
const MOST_OUTPUTS = 16;
/** Share of the networks whose numbers go to the ends of what layers allow; their outputs rarely move. */
const EXTREME_SHARE = 0.15;
/** Share of the networks whose scales are powers of two: their multipliers are too, and sums lie on ties of the roundings. */
const TIES_SHARE = 0.2;
/** Standard deviation of int8 values that are all equally likely. */
const UNIFORM_DEVIATION = 74;
/** Standard deviations of what leaves a layer, as exponents of two: from a few steps of int8 to half of it saturated. */
const SPREADS = [3.5, 7.5] as const;
const EXTREME_SPREADS = [-20, 1, 9, 14];

const ACTIVATIONS = ["none", "none", "relu", "relu", "relu6"] as const;
const BEFORE_POOL = ["none", "none", "none", "relu"] as const;

/** What goes from one layer to the next. `deviation`: about how far its values vary from input to input, in int8 steps. */
interface Flow {
  readonly steps: number;
  readonly channels: number;
  readonly quantization: Quantization;
  readonly deviation: number;
}

/** The network of a seed: a classifier of features or of raw windows, of any shape and scale that layers allow. */
export function randomNetwork(seed: number): Network {
  const random = randomOf(seed, "network");
  const character = { extreme: random.chance(EXTREME_SHARE), ties: random.chance(TIES_SHARE) };
  const raw = random.chance(0.7);
  const kinds = layerKinds(random, raw);
  let flow: Flow = {
    steps: raw ? whole(random, 1, MOST_STEPS) : 1,
    channels: whole(random, 1, raw ? MOST_CHANNELS : MOST_STEPS),
    quantization: { scale: randomScale(random, -12, 4, character.ties), zeroPoint: randomZeroPoint(random, 127) },
    deviation: UNIFORM_DEVIATION,
  };
  const layers: Layer[] = [];
  for (const [i, kind] of kinds.entries()) {
    // Limits of a pool show only where the layer before it has none.
    const activations = isPool(kinds[i + 1]) ? BEFORE_POOL : ACTIVATIONS;
    const step = isPool(kind)
      ? poolLayer(random, kind, flow)
      : weightedLayer(random, kind, flow, random.pick(activations), character);
    layers.push(step.layer);
    flow = {
      steps: outSteps(step.layer),
      channels: step.layer.outChannels,
      quantization: step.layer.output,
      deviation: step.deviation,
    };
  }
  return { layers };
}

/** Inputs one behind the other: the extremes first, then random ones. */
export function randomInputs(seed: number, network: Network, count: number): Int8Array {
  const random = randomOf(seed, "inputs");
  const size = inputSize(network);
  const { zeroPoint } = network.layers[0]!.input;
  const extremes = [() => -128, () => 127, () => zeroPoint, (place: number) => (place % 2 ? -128 : 127)];
  return Int8Array.from({ length: size * count }, (_, i) => {
    const extreme = extremes[Math.floor(i / size)];
    return extreme ? extreme(i % size) : whole(random, -128, 127);
  });
}

const isPool = (kind: LayerKind | undefined) => kind === "maximum_pool" || kind === "average_pool";

function layerKinds(random: Random, raw: boolean): LayerKind[] {
  const sliding = [
    "convolution",
    "convolution",
    "depthwise_convolution",
    "depthwise_convolution",
    "maximum_pool",
    "average_pool",
  ] as const;
  const kinds: LayerKind[] = raw ? Array.from({ length: whole(random, 1, 4) }, () => random.pick(sliding)) : [];
  const full = raw ? whole(random, 0, 2) : whole(random, 1, 4);
  return [...kinds, ...Array.from({ length: full }, () => "fully_connected" as const)];
}

function poolLayer(random: Random, kind: LayerKind, flow: Flow): { layer: Layer; deviation: number } {
  const { steps, channels, quantization } = flow;
  // With a high zero point or a coarse scale the limits would leave nothing to see.
  const choices = [
    "none" as const,
    ...(quantization.zeroPoint <= 0 ? (["relu"] as const) : []),
    ...(quantization.zeroPoint <= 0 && quantization.scale < 0.25 ? (["relu6"] as const) : []),
  ];
  const activation = random.pick(choices);
  const layer = {
    ...windowOf(random, kind, steps),
    kind,
    steps,
    channels,
    outChannels: channels,
    activation,
    activationApart: random.chance(0.3),
    input: quantization,
    output: quantization,
    weights: null,
  };
  return { layer, deviation: Math.max(1, flow.deviation / Math.sqrt(layer.kernel)) };
}

function weightedLayer(
  random: Random,
  kind: LayerKind,
  flow: Flow,
  activation: Layer["activation"],
  character: Character,
) {
  const { steps, channels, quantization, deviation } = flow;
  const bare = {
    ...windowOf(random, kind, steps),
    kind,
    steps,
    channels,
    outChannels: 1,
    activation,
    activationApart: random.chance(0.3),
    input: quantization,
    output: randomOutput(random, activation, character),
    weights: null,
  };
  const products = outSteps(bare) * windowSteps(bare) * channels;
  const affordable = Math.max(1, Math.min(MOST_OUTPUTS, Math.floor(LAYER_PRODUCTS / products)));
  const outChannels = kind === "depthwise_convolution" ? channels * whole(random, 1, 3) : whole(random, 1, affordable);
  const shape: Layer = { ...bare, outChannels };
  const spread = 2 ** (character.extreme ? random.pick(EXTREME_SPREADS) : random.between(...SPREADS));
  const layer: Layer = { ...shape, weights: randomWeights(random, shape, deviation, spread, character) };
  const kept = activation === "none" ? 1 : 0.6; // half a bell
  return { layer, deviation: Math.max(1, kept * Math.min(UNIFORM_DEVIATION, spread)) };
}

function windowOf(random: Random, kind: LayerKind, steps: number) {
  if (kind === "fully_connected") return { kernel: 0, stride: 0, samePadding: false };
  return {
    kernel: random.chance(0.15) ? steps : whole(random, 1, Math.min(steps, 9)),
    stride: random.pick([1, 1, 1, 2, 2, 3, 5]),
    samePadding: random.chance(0.5),
  };
}

function randomOutput(random: Random, activation: Layer["activation"], { extreme, ties }: Character): Quantization {
  if (extreme) return { scale: randomScale(random, -12, 4, ties), zeroPoint: randomZeroPoint(random, 127) };
  // ReLU cuts what lies below the zero point, and 6 must be more than a few steps above it.
  const scale = activation === "relu6" ? randomScale(random, -7, -2, ties) : randomScale(random, -12, 4, ties);
  return { scale, zeroPoint: randomZeroPoint(random, activation === "none" ? 127 : 0) };
}

/** Between two powers of two, or one of them. */
const randomScale = (random: Random, low: number, high: number, power: boolean) =>
  Math.fround(2 ** (power ? whole(random, low, high) : random.between(low, high)));

const randomZeroPoint = (random: Random, highest: number) =>
  random.chance(0.7) ? whole(random, -128, highest) : random.pick([-128, 0, highest]);

/** A whole number from low to high, both possible. */
const whole = (random: Random, low: number, high: number) => Math.floor(random.between(low, high + 1));
