import { ByteWriter } from "./byteWriter.ts";

/** In the order of their numbers (native/engine/net/layer_shape.hpp). */
export const LAYER_KINDS = [
  "fully_connected",
  "convolution",
  "depthwise_convolution",
  "maximum_pool",
  "average_pool",
] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** Tensors are [step][channel]; a vector has one step. `kernel` and `stride` are 0 for fully connected. */
export interface LayerShape {
  readonly kind: LayerKind;
  readonly samePadding: boolean;
  readonly steps: number;
  readonly channels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
}

/** Steps that a layer puts out. */
export function outSteps({ kind, steps, kernel, stride, samePadding }: LayerShape): number {
  if (kind === "fully_connected") return 1;
  return samePadding ? Math.ceil(steps / stride) : Math.floor((steps - kernel) / stride) + 1;
}

/**
 * An int8 layer. Weights are [out][in], [out][kernel][channel] or, depthwise, [kernel][out]; pools have none.
 * scale = multiplier / 2^31 * 2^shift, one for all outputs or one for each.
 */
export interface Int8Layer extends LayerShape {
  readonly inputZero: number;
  readonly outputZero: number;
  /** Limits of the outputs: for ReLU, `lowest` is the zero point. */
  readonly lowest: number;
  readonly highest: number;
  readonly weights?: Int8Array;
  readonly biases?: readonly number[];
  readonly multipliers?: readonly number[];
  readonly shifts?: readonly number[];
}

/** The same layer before it is cut to int8. ReLU has lowest 0; without limits they are -Infinity and Infinity. */
export interface FloatLayer extends LayerShape {
  readonly lowest: number;
  readonly highest: number;
  readonly weights?: Float32Array;
  readonly biases?: readonly number[];
}

const PER_CHANNEL = 1;
const SAME_PADDING = 2;

/** The "Network" part of a descriptor; alone, it is what `openInt8Network` takes. @throws RangeError */
export function writeNetwork(layers: readonly Int8Layer[]): Uint8Array {
  const to = new ByteWriter().u8(layers.length);
  for (const layer of layers) {
    const { multipliers = [], shifts = [], biases = [] } = layer;
    writeShape(to, layer, multipliers.length > 1);
    to.i8(layer.inputZero).i8(layer.outputZero).i8(layer.lowest).i8(layer.highest);
    if (layer.weights === undefined) continue;
    to.bytes(layer.weights);
    for (const bias of biases) to.i32(bias);
    for (const multiplier of multipliers) to.i32(multiplier);
    for (const shift of shifts) to.i8(shift);
  }
  return to.done();
}

/** What `openFloatNetwork` takes. @throws RangeError */
export function writeFloatNetwork(layers: readonly FloatLayer[]): Uint8Array {
  const to = new ByteWriter().u8(layers.length);
  for (const layer of layers) {
    writeShape(to, layer, false);
    to.f32(layer.lowest).f32(layer.highest);
    if (layer.weights === undefined) continue;
    for (const weight of layer.weights) to.f32(weight);
    for (const bias of layer.biases ?? []) to.f32(bias);
  }
  return to.done();
}

function writeShape(to: ByteWriter, shape: LayerShape, perChannel: boolean): void {
  to.u8(LAYER_KINDS.indexOf(shape.kind)).u8((perChannel ? PER_CHANNEL : 0) | (shape.samePadding ? SAME_PADDING : 0));
  to.u16(shape.steps).u16(shape.channels).u16(shape.outChannels).u16(shape.kernel).u16(shape.stride);
}
