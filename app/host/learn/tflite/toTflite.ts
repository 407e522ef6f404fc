import type { FloatLayer } from "../../engine/descriptor/network.ts";
import { outSteps } from "../../engine/descriptor/network.ts";
import type { Quantization, QuantizedLayer, QuantizedNetwork, TrainedNetwork } from "../api.ts";
import { limitsIn, type Range } from "../quantize/activations.ts";
import type { TfliteActivation, TfliteModel, TfliteOperator, TfliteQuantization, TfliteTensor } from "./model.ts";

export const ACTIVATION_LIMITS: Readonly<Record<TfliteActivation, Range>> = {
  none: { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY },
  relu: { lowest: 0, highest: Number.POSITIVE_INFINITY },
  relu6: { lowest: 0, highest: 6 },
};

/** The first versions that know int8 with scales per channel; an interpreter of 2019 or later knows all of them. */
const INT8_VERSIONS = {
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 3,
  AVERAGE_POOL_2D: 2,
  MAX_POOL_2D: 2,
  FULLY_CONNECTED: 4,
  RESHAPE: 1,
} as const;

const DESCRIPTION = "Ringside";

/**
 * A network as a model for one input: [1, features] or [1, steps, channels], and logits [1, outputs]. Time lies along the
 * width. Fully connected layers with a scale for each output are convolutions over one step: interpreters know scales per
 * channel there, but in FULLY_CONNECTED only since 2023.
 * @throws RangeError for limits that are no activation of TensorFlow Lite
 */
export function toTflite(network: TrainedNetwork | QuantizedNetwork): TfliteModel {
  const layers: readonly (FloatLayer | QuantizedLayer)[] = network.layers;
  const first = layers[0]!;
  const shape = first.steps === 1 ? [1, first.channels] : [1, first.steps, first.channels];
  const graph = new Graph(shape, isInt8(first) ? first.input : null);
  for (const [i, layer] of layers.entries()) add(graph, layer, i);
  graph.reshape([1, graph.size]);
  return graph.done();
}

const isInt8 = (layer: FloatLayer | QuantizedLayer): layer is QuantizedLayer => "inputZero" in layer;

function add(graph: Graph, layer: FloatLayer | QuantizedLayer, index: number): void {
  const { kind, steps, channels, outChannels, kernel } = layer;
  const output = isInt8(layer) ? layer.output : null;
  const activation = activationOf(layer);
  const sliding = {
    padding: layer.samePadding ? ("same" as const) : ("valid" as const),
    strideWidth: Math.max(1, layer.stride),
    strideHeight: 1,
    activation,
  };
  const inputs = steps * channels;
  const to = { name: `layer ${index}`, shape: [1, 1, outSteps(layer), outChannels], quantization: output };
  if (kind === "fully_connected" && (!isInt8(layer) || layer.weightScales!.length === 1)) {
    graph.reshape([1, inputs]);
    const constants = constantsOf(layer, index, [outChannels, inputs], 0);
    graph.add({ kind: "FULLY_CONNECTED", activation }, constants, { ...to, shape: [1, outChannels] });
  } else if (kind === "fully_connected") {
    graph.reshape([1, 1, 1, inputs]);
    graph.add({ kind: "CONV_2D", ...sliding }, constantsOf(layer, index, [outChannels, 1, 1, inputs], 0), to);
  } else {
    graph.reshape([1, 1, steps, channels]);
    if (kind === "convolution")
      graph.add({ kind: "CONV_2D", ...sliding }, constantsOf(layer, index, [outChannels, 1, kernel, channels], 0), to);
    else if (kind === "depthwise_convolution") {
      const constants = constantsOf(layer, index, [1, 1, kernel, outChannels], 3);
      graph.add({ kind: "DEPTHWISE_CONV_2D", ...sliding, depthMultiplier: outChannels / channels }, constants, to);
    } else {
      const pool = kind === "maximum_pool" ? "MAX_POOL_2D" : "AVERAGE_POOL_2D";
      graph.add({ kind: pool, ...sliding, filterWidth: kernel, filterHeight: 1 }, [], to);
    }
  }
}

/** Where nothing below zero can be stored, ReLU and nothing are the same: a layer with weights then says ReLU. */
function activationOf(layer: FloatLayer | QuantizedLayer): TfliteActivation {
  const names = layer.weights ? (["relu", "relu6", "none"] as const) : (["none", "relu", "relu6"] as const);
  const name = names.find((one) => {
    const limits = isInt8(layer) ? limitsIn(layer.output, ACTIVATION_LIMITS[one]) : ACTIVATION_LIMITS[one];
    return limits.lowest === layer.lowest && limits.highest === layer.highest;
  });
  if (name === undefined) throw new RangeError(`no activation limits outputs to ${layer.lowest} … ${layer.highest}`);
  return name;
}

/** Weights and biases. */
function constantsOf(
  layer: FloatLayer | QuantizedLayer,
  index: number,
  shape: readonly number[],
  axis: number,
): TfliteTensor[] {
  const names = [`weights ${index}`, `biases ${index}`] as const;
  const biasShape = [layer.outChannels];
  if (!isInt8(layer))
    return [
      { name: names[0], type: "float32", shape, data: layer.weights! },
      { name: names[1], type: "float32", shape: biasShape, data: Float32Array.from(layer.biases!) },
    ];
  const scales = layer.weightScales!;
  const biasScales = scales.map((scale) => Math.fround(scale * layer.input.scale));
  return [
    { name: names[0], type: "int8", shape, quantization: symmetric(scales, axis), data: layer.weights! },
    {
      name: names[1],
      type: "int32",
      shape: biasShape,
      quantization: symmetric(biasScales, 0),
      data: Int32Array.from(layer.biases!),
    },
  ];
}

const symmetric = (scales: readonly number[], axis: number): TfliteQuantization => ({
  scales,
  zeroPoints: scales.map(() => 0),
  axis,
});

type Settings<T> = T extends unknown ? Omit<T, "version" | "inputs" | "outputs"> : never;

/** Operators one after the other. */
class Graph {
  readonly #tensors: TfliteTensor[] = [];
  readonly #operators: TfliteOperator[] = [];
  #at: number;
  #quantization: Quantization | null;

  constructor(shape: readonly number[], quantization: Quantization | null) {
    this.#quantization = quantization;
    this.#at = this.#activation("input", shape);
  }

  get #shape(): readonly number[] {
    return this.#tensors[this.#at]!.shape;
  }

  get size(): number {
    return this.#shape.reduce((product, size) => product * size, 1);
  }

  add(
    settings: Settings<TfliteOperator>,
    constants: readonly TfliteTensor[],
    to: { name: string; shape: readonly number[]; quantization: Quantization | null },
  ): void {
    const places = constants.map((tensor) => this.#tensors.push(tensor) - 1);
    const version = to.quantization === null ? 1 : INT8_VERSIONS[settings.kind as keyof typeof INT8_VERSIONS];
    this.#quantization = to.quantization;
    const output = this.#activation(to.name, to.shape);
    this.#operators.push({ ...settings, version, inputs: [this.#at, ...places], outputs: [output] } as TfliteOperator);
    this.#at = output;
  }

  /** The same numbers in another shape; nothing where they have it. */
  reshape(shape: readonly number[]): void {
    if (String(shape) === String(this.#shape)) return;
    const name = `${this.#tensors[this.#at]!.name} as ${shape.join("x")}`;
    const to: TfliteTensor = {
      name: `${name}: shape`,
      type: "int32",
      shape: [shape.length],
      data: Int32Array.from(shape),
    };
    this.add({ kind: "RESHAPE" }, [to], { name, shape, quantization: this.#quantization });
  }

  done(): TfliteModel {
    return {
      description: DESCRIPTION,
      tensors: this.#tensors,
      operators: this.#operators,
      inputs: [0],
      outputs: [this.#at],
    };
  }

  #activation(name: string, shape: readonly number[]): number {
    const quantization = this.#quantization;
    const tensor: TfliteTensor =
      quantization === null
        ? { name, type: "float32", shape }
        : {
            name,
            type: "int8",
            shape,
            quantization: { scales: [quantization.scale], zeroPoints: [quantization.zeroPoint], axis: 0 },
          };
    return this.#tensors.push(tensor) - 1;
  }
}
