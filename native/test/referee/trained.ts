import { writeNetwork } from "../../../app/host/engine/descriptor/network.ts";
import type { Examples, QuantizedLayer } from "../../../app/host/learn/api.ts";
import { importTflite } from "../../../app/host/learn/importing/fromTflite.ts";
import { quantize } from "../../../app/host/learn/quantize/quantize.ts";
import { toTflite } from "../../../app/host/learn/tflite/toTflite.ts";
import { writeTflite } from "../../../app/host/learn/tflite/writeTflite.ts";
import { TASKS } from "../../../app/host/learn/train/testing/tasks.ts";
import { ThreadTrainer } from "../../../app/host/learn/train/threadTrainer.ts";
import type { Layer, Network } from "./network.ts";
import { toEngine } from "./toEngine.ts";

/** A network as the studio makes them, and what a person would take out of it and bring in again. */
export interface TrainedCase {
  readonly name: string;
  /** The `.tflite` file as it is exported. */
  readonly file: Uint8Array;
  /** What stands in that file. */
  readonly network: Network;
  /** What it was trained on. */
  readonly inputs: Int8Array;
}

/** Trains a network of features and one of windows, cuts them to int8, writes them and reads them again. */
export async function trainedCases(): Promise<TrainedCase[]> {
  const trainer = new ThreadTrainer();
  try {
    const cases: TrainedCase[] = [];
    for (const name of ["dense", "conv"] as const) {
      const { plan, training, validation } = TASKS[name];
      const options = { signal: new AbortController().signal, onEpoch() {} };
      const trained = await trainer.train(plan, training, validation, options);
      if (trained.kind !== "network") throw new Error(`${name} is no network`);
      cases.push(caseOf(name, writeTflite(toTflite(quantize(trained, training))), training));
    }
    return cases;
  } finally {
    await trainer.close();
  }
}

function caseOf(name: string, file: Uint8Array, { inputs }: Examples): TrainedCase {
  const { network } = importTflite(file);
  if (network?.kind !== "int8") throw new Error(`${name} does not come back as int8`);
  const read = networkOf(network.layers);
  if (Buffer.compare(toEngine(read), writeNetwork(network.layers)) !== 0)
    throw new Error(`${name} would not be the same network for the interpreter`);
  return { name, file, network: read, inputs };
}

/** Layers of the studio in the words of the referee. */
export function networkOf(layers: readonly QuantizedLayer[]): Network {
  return { layers: layers.map(layerOf) };
}

function layerOf(layer: QuantizedLayer): Layer {
  const { kind, samePadding, steps, channels, outChannels, kernel, stride, input, output } = layer;
  return {
    ...{ kind, samePadding, steps, channels, outChannels, kernel, stride, input, output },
    activation: layer.lowest === -128 ? "none" : "relu",
    activationApart: false,
    weights:
      layer.weights === undefined
        ? null
        : { values: layer.weights, scales: layer.weightScales!, biases: Int32Array.from(layer.biases!) },
  };
}
