import { type LayerShape, outSteps } from "../../engine/descriptor/network.ts";
import { type ImportedNetwork, Obstacle } from "./foreign.ts";

// What the engine takes (native/engine/net): said here in words before it would refuse the bytes by a number.
const MOST_LAYERS = 16;
const LARGEST_TENSOR = 32_768;
const LARGEST_FAN_IN = 32_768;
const LONGEST_STRIDE = 65_535;
const LARGEST_BIAS = 2 ** 30;

/** @throws Obstacle where the engine would not take the layer; `where` names it in the words of the file */
export function checkShape(layer: LayerShape, where: string): void {
  const { kind, steps, channels, outChannels, kernel, stride } = layer;
  if (kind !== "fully_connected") {
    if (kernel > steps) throw new Obstacle("import.kernelTooLong", { where, kernel, steps });
    if (kernel < 1 || stride < 1 || stride > LONGEST_STRIDE) throw new Obstacle("import.badSettings", { where });
    if (kind === "convolution" && kernel * channels > LARGEST_FAN_IN) throw tooLarge(where);
  }
  if (Math.min(steps, channels, outChannels) < 1) throw new Obstacle("import.badSettings", { where });
  if (Math.max(steps * channels, outSteps(layer) * outChannels) > LARGEST_TENSOR) throw tooLarge(where);
}

const tooLarge = (where: string) => new Obstacle("import.tooLarge", { where, limit: LARGEST_TENSOR });

/** @throws Obstacle where the whole is nothing that the engine takes */
export function checkNetwork<T extends ImportedNetwork>(network: T): T {
  const count = network.layers.length;
  if (!network.layers.some(({ weights }) => weights !== undefined)) throw new Obstacle("import.noLayers");
  if (count > MOST_LAYERS) throw new Obstacle("import.tooManyLayers", { count, limit: MOST_LAYERS });
  for (const [i, layer] of network.layers.entries()) {
    const where = `layer ${i}`;
    const numbers: Iterable<number> = layer.weights ?? [];
    for (const number of numbers) if (!Number.isFinite(number)) throw new Obstacle("import.notANumber", { where });
    for (const bias of layer.biases ?? []) {
      if (!Number.isFinite(bias)) throw new Obstacle("import.notANumber", { where });
      if (network.kind === "int8" && Math.abs(bias) > LARGEST_BIAS) throw new Obstacle("import.badScale", { where });
    }
  }
  const last = network.layers.at(-1)!;
  if (outSteps(last) !== 1) throw new Obstacle("import.outputsOverTime", { steps: outSteps(last) });
  return network;
}
