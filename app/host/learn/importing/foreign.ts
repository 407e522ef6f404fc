import type { ForeignModel } from "#domain/learning/imports.ts";
import { ProblemError } from "#domain/problems.ts";
import type { QuantizedNetwork, TrainedNetwork } from "../api.ts";

/** A foreign model as the engine would run it: int8 as it stands, or float, to be quantized with examples. */
export type ImportedNetwork = TrainedNetwork | ({ readonly kind: "int8" } & QuantizedNetwork);

export interface Imported {
  readonly model: ForeignModel;
  /** Null where the model names an obstacle. */
  readonly network: ImportedNetwork | null;
}

/** What stands in the way of running a foreign model. Thrown while layers are made, told as an obstacle. */
export class Obstacle extends ProblemError {}

/**
 * Makes the network of a foreign model; what stands in its way becomes an obstacle of the report.
 * Reports name the first obstacle in the order in which the model runs: what lies behind it depends on it.
 */
export function imported(about: Omit<ForeignModel, "network" | "obstacles">, make: () => ImportedNetwork): Imported {
  try {
    const network = make();
    const first = network.layers[0]!;
    const last = network.layers.at(-1)!;
    const { steps, channels } = first;
    const numbers = network.kind === "int8" ? "int8" : "float";
    const shape = { numbers, steps, channels, outputs: last.outChannels, layers: network.layers.length } as const;
    return { model: { ...about, network: shape, obstacles: [] }, network };
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    return { model: { ...about, network: null, obstacles: [error.problem] }, network: null };
  }
}
