import { type Layer, type LayerKind, limitsOf, multipliersOf, type Network } from "./network.ts";

/** Numbers of the engine's layer kinds (native/engine/net/layer.hpp). */
const KINDS: Readonly<Record<LayerKind, number>> = {
  fullyConnected: 0,
  convolution: 1,
  depthwise: 2,
  maximumPool: 3,
  averagePool: 4,
};
const PER_CHANNEL = 1;
const SAME_PADDING = 2;

/** The bytes that the engine's `Network::check` reads (native/engine/net/network.hpp), little-endian. */
export function toEngine({ layers }: Network): Uint8Array {
  return Buffer.concat([
    Buffer.of(layers.length),
    ...layers.flatMap((layer) => [headOf(layer), ...constantsOf(layer)]),
  ]);
}

function headOf(layer: Layer): Buffer {
  const full = layer.kind === "fullyConnected";
  const perChannel = layer.weights !== null && layer.weights.scales.length > 1;
  const { lowest, highest } = limitsOf(layer);
  const head = Buffer.alloc(16);
  head.writeUInt8(KINDS[layer.kind], 0);
  head.writeUInt8((perChannel ? PER_CHANNEL : 0) | (layer.samePadding && !full ? SAME_PADDING : 0), 1);
  head.writeUInt16LE(layer.steps, 2);
  head.writeUInt16LE(layer.channels, 4);
  head.writeUInt16LE(layer.outChannels, 6);
  head.writeUInt16LE(full ? 0 : layer.kernel, 8);
  head.writeUInt16LE(full ? 0 : layer.stride, 10);
  for (const [i, value] of [layer.input.zeroPoint, layer.output.zeroPoint, lowest, highest].entries())
    head.writeInt8(value, 12 + i);
  return head;
}

function constantsOf(layer: Layer): Uint8Array[] {
  if (layer.weights === null) return [];
  const multipliers = multipliersOf(layer);
  return [
    bytes(layer.weights.values),
    bytes(layer.weights.biases),
    bytes(Int32Array.from(multipliers, ({ multiplier }) => multiplier)),
    bytes(Int8Array.from(multipliers, ({ shift }) => shift)),
  ];
}

const bytes = ({ buffer, byteOffset, byteLength }: Int8Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
