import type { LayerKind } from "../../../app/host/engine/descriptor/network.ts";
import { multipliersOf, type Network, outputSize } from "./network.ts";

/** What the random networks were made of, and whether their outputs could show a difference at all. */
export class Coverage {
  readonly layers: Record<LayerKind, number> = {
    fully_connected: 0,
    convolution: 0,
    depthwise_convolution: 0,
    maximum_pool: 0,
    average_pool: 0,
  };
  /** Pools over all steps. */
  globalPools = 0;
  perChannel = 0;
  perTensor = 0;
  limited = 0;
  limitedApart = 0;
  /** Output channels whose sum is shifted to the left before it is multiplied, and those that are multiplied by zero. */
  leftShifts = 0;
  zeroMultipliers = 0;
  #values = 0;
  #saturated = 0;
  #places = 0;
  #constant = 0;

  /** The outputs of all inputs, one behind the other. */
  add(network: Network, outputs: Int8Array): void {
    for (const layer of network.layers) {
      this.layers[layer.kind]++;
      if (layer.activation !== "none") this[layer.activationApart ? "limitedApart" : "limited"]++;
      if (layer.weights === null) {
        if (layer.kernel === layer.steps && !layer.samePadding) this.globalPools++;
        continue;
      }
      this[layer.weights.scales.length > 1 ? "perChannel" : "perTensor"]++;
      for (const { multiplier, shift } of multipliersOf(layer)) {
        if (multiplier === 0) this.zeroMultipliers++;
        if (shift > 0) this.leftShifts++;
      }
    }
    this.#values += outputs.length;
    for (const value of outputs) if (value === -128 || value === 127) this.#saturated++;
    const size = outputSize(network);
    this.#places += size;
    for (let place = 0; place < size; place++)
      if (outputs.every((value, i) => i % size !== place || value === outputs[place])) this.#constant++;
  }

  figures() {
    const { layers, globalPools, perChannel, perTensor, limited, limitedApart, leftShifts, zeroMultipliers } = this;
    return {
      layers,
      globalPools,
      perChannel,
      perTensor,
      limited,
      limitedApart,
      leftShifts,
      zeroMultipliers,
      /** Share of the outputs at an end of int8, and of the places that give the same for all inputs: they hide differences. */
      saturatedShare: share(this.#saturated, this.#values),
      constantShare: share(this.#constant, this.#places),
    };
  }
}

/** Three digits behind the point. */
const share = (part: number, all: number) => Math.round((1000 * part) / Math.max(1, all)) / 1000;
