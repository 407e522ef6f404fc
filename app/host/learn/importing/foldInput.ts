import type { FloatLayer } from "../../engine/descriptor/network.ts";
import { Obstacle } from "./foreign.ts";

/**
 * The same network for inputs of which each channel was divided by its factor: the first weights take the factors over.
 * Channels of one unit each then fill int8, as no one scale for g and degrees a second together could.
 * @throws Obstacle where a pool with limits comes before the first weights
 */
export function foldInput(layers: readonly FloatLayer[], factors: readonly number[]): FloatLayer[] {
  const place = layers.findIndex(({ weights }) => weights !== undefined);
  const limited = layers
    .slice(0, place)
    .findIndex((layer) => Number.isFinite(layer.lowest) || layer.highest < Infinity);
  if (limited >= 0) throw new Obstacle("import.activation", { where: `layer ${limited}`, activation: "relu" });
  return layers.map((layer, i) => {
    if (i !== place) return layer;
    // Depthwise weights are [kernel][out], with the outputs of a channel side by side; all others end in the channel.
    const outputsEach = layer.outChannels / layer.channels;
    const channelOf = (at: number) =>
      layer.kind === "depthwise_convolution" ? Math.floor((at % layer.outChannels) / outputsEach) : at;
    const weights = layer.weights!.map((weight, at) => weight * factors[channelOf(at) % factors.length]!);
    return { ...layer, weights };
  });
}
