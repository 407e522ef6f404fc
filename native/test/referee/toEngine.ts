import { type Int8Layer, writeNetwork } from "../../../app/host/engine/descriptor/network.ts";
import { type Layer, limitsOf, multipliersOf, type Network } from "./network.ts";

/** The bytes that the engine's `Network::check` reads, by the studio's own writer. */
export const toEngine = ({ layers }: Network): Uint8Array => writeNetwork(layers.map(int8Layer));

function int8Layer(layer: Layer): Int8Layer {
  const { kind, samePadding, steps, channels, outChannels, kernel, stride, input, output } = layer;
  const shape = { kind, samePadding, steps, channels, outChannels, kernel, stride };
  const pool = { ...shape, inputZero: input.zeroPoint, outputZero: output.zeroPoint, ...limitsOf(layer) };
  if (layer.weights === null) return pool;
  const multipliers = multipliersOf(layer);
  return {
    ...pool,
    weights: layer.weights.values,
    biases: [...layer.weights.biases],
    multipliers: multipliers.map(({ multiplier }) => multiplier),
    shifts: multipliers.map(({ shift }) => shift),
  };
}
