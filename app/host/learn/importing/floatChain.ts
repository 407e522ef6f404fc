import { type FloatLayer, type LayerShape, outSteps } from "../../engine/descriptor/network.ts";
import type { Range } from "../quantize/activations.ts";
import { ACTIVATION_LIMITS } from "../tflite/toTflite.ts";
import { checkNetwork, checkShape } from "./engineLimits.ts";
import { type Flow, reshaped } from "./flow.ts";
import { type ImportedNetwork, Obstacle } from "./foreign.ts";

const FREE = ACTIVATION_LIMITS.none;
const LIMITS: Readonly<Record<string, Range>> = { linear: FREE, ...ACTIVATION_LIMITS };

/**
 * Float layers one after the other, from kernels as Keras and TensorFlow lay them out: [in, out] and [step, in, out].
 * `where` names the layer for a person. @throws Obstacle from every method
 */
export class FloatChain {
  readonly #layers: FloatLayer[] = [];
  #flow: Flow;
  #softmax: string | null = null;

  constructor(input: Flow) {
    this.#flow = input;
  }

  get steps(): number {
    return this.#flow.steps;
  }

  get channels(): number {
    return this.#flow.channels;
  }

  /** `each`: every step by itself, as Keras does with a sequence. */
  dense(kernel: Float32Array, biases: Float32Array | null, outChannels: number, each: boolean, where: string): void {
    const { steps, channels } = each ? this.#flow : (this.#flow.unflattened ?? this.#flow);
    const shape: LayerShape =
      each && steps > 1
        ? { kind: "convolution", samePadding: false, steps, channels, outChannels, kernel: 1, stride: 1 }
        : { kind: "fully_connected", samePadding: false, steps, channels, outChannels, kernel: 0, stride: 0 };
    this.#weighted(shape, kernel, biases, where);
  }

  convolution(
    settings: { kernel: number; stride: number; samePadding: boolean; outChannels: number },
    kernel: Float32Array,
    biases: Float32Array | null,
    where: string,
  ): void {
    const { steps, channels } = this.#flow;
    this.#weighted({ kind: "convolution", steps, channels, ...settings }, kernel, biases, where);
  }

  pool(
    kind: "maximum_pool" | "average_pool",
    settings: { kernel: number; stride: number; samePadding: boolean },
    where: string,
  ): void {
    const { steps, channels } = this.#flow;
    this.#add({ kind, steps, channels, outChannels: channels, ...settings, ...FREE }, where);
  }

  reshape(shape: readonly number[], where: string): void {
    this.#flow = reshaped(this.#flow, [1, ...shape], where);
  }

  /** Each channel times a number, plus a number: part of the layer before it where that has no activation. */
  affine(factors: Float32Array, offsets: Float32Array, where: string): void {
    const { steps, channels } = this.#flow;
    if (factors.length !== channels || offsets.length !== channels) throw new Obstacle("import.badWeights", { where });
    this.#mustGoOn();
    const last = this.#layers.at(-1);
    const folds =
      last?.weights && last.outChannels === channels && last.highest === FREE.highest && last.lowest === FREE.lowest;
    if (folds && last.kind !== "depthwise_convolution") {
      const each = last.weights!.length / channels;
      this.#layers.pop();
      this.#layers.push({
        ...last,
        weights: last.weights!.map((weight, i) => weight * factors[Math.floor(i / each)]!),
        biases: last.biases!.map((bias, o) => Math.fround(bias * factors[o]! + offsets[o]!)),
      });
      return;
    }
    const shape = { kind: "depthwise_convolution", samePadding: false, kernel: 1, stride: 1 } as const;
    this.#add(
      { ...shape, steps, channels, outChannels: channels, ...FREE, weights: factors, biases: [...offsets] },
      where,
    );
  }

  activation(name: string, where: string): void {
    if (name === "softmax") {
      this.#softmax ??= where;
      return;
    }
    const limits = LIMITS[name];
    if (limits === undefined) throw new Obstacle("import.activation", { where, activation: name });
    if (limits === FREE) return;
    this.#mustGoOn();
    const last = this.#layers.pop();
    if (last === undefined) throw new Obstacle("import.unknownOperator", { where });
    const { lowest, highest } = limits;
    this.#layers.push({ ...last, lowest: Math.max(last.lowest, lowest), highest: Math.min(last.highest, highest) });
  }

  network(): ImportedNetwork {
    return checkNetwork({ kind: "network", layers: this.#layers });
  }

  #weighted(shape: LayerShape, kernel: Float32Array, biases: Float32Array | null, where: string): void {
    const { outChannels } = shape;
    const inputs = kernel.length / outChannels;
    const fanIn = shape.kind === "convolution" ? shape.kernel * shape.channels : shape.steps * shape.channels;
    if (inputs !== fanIn || (biases !== null && biases.length !== outChannels))
      throw new Obstacle("import.badWeights", { where });
    const weights = new Float32Array(kernel.length);
    for (let o = 0; o < outChannels; o++)
      for (let i = 0; i < inputs; i++) weights[o * inputs + i] = kernel[i * outChannels + o]!;
    this.#add({ ...shape, ...FREE, weights, biases: [...(biases ?? new Float32Array(outChannels))] }, where);
  }

  #add(layer: FloatLayer, where: string): void {
    this.#mustGoOn();
    checkShape(layer, where);
    this.#layers.push(layer);
    this.#flow = { steps: outSteps(layer), channels: layer.outChannels, unflattened: null };
  }

  #mustGoOn(): void {
    if (this.#softmax !== null) throw new Obstacle("import.notAtEnd", { where: this.#softmax });
  }
}
