import { writeTflite } from "../../../app/host/learn/tflite/writeTflite.ts";
import { inputSize, type Network, outputSize, outSteps } from "./network.ts";
import type { TfliteModule } from "./tfliteModule.ts";
import { type Arithmetic, groupsOf, RESHAPED_LENGTH, toTflite } from "./toTflite.ts";
import { unweave, weave } from "./weave.ts";

/** Runs networks on TensorFlow Lite and counts the kernels that did it. */
export class Interpreter {
  readonly #tflite: TfliteModule;
  readonly kernels = new Map<string, number>();

  constructor(tflite: TfliteModule) {
    this.#tflite = tflite;
  }

  /**
   * The outputs of the network for inputs that lie one behind the other. Throws if TensorFlow Lite refuses the model or
   * if other kernels ran than the model names (a delegate took it over).
   */
  run(network: Network, inputs: Int8Array, arithmetic: Arithmetic): Int8Array {
    const groups = groupsOf(arithmetic);
    const count = inputs.length / inputSize(network);
    const model = toTflite(network, arithmetic, Math.ceil(count / groups));
    const first = network.layers[0]!;
    const woven = weave(inputs, first.steps, first.channels, groups);
    const { outputs, kernels } = this.#tflite.infer(writeTflite(model), [woven, Int32Array.of(RESHAPED_LENGTH)]);
    const wanted = model.operators.map(({ kind }) => kind);
    if (String(kernels.toSorted()) !== String(wanted.toSorted()))
      throw new Error(`TensorFlow Lite ran the kernels ${kernels}, not ${wanted}`);
    for (const kernel of kernels) this.kernels.set(kernel, (this.kernels.get(kernel) ?? 0) + 1);
    const last = network.layers.at(-1)!;
    return unweave(outputs, outSteps(last), last.outChannels, groups).subarray(0, count * outputSize(network));
  }
}
