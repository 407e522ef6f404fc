import type {
  TfliteModel,
  TfliteOperator,
  TfliteQuantization,
  TfliteTensor,
} from "../../../app/host/learn/tflite/model.ts";
import { type Layer, type Network, outSteps, type Quantization, windowSteps } from "./network.ts";

/**
 * Which of the interpreter's int8 arithmetics a model calls up.
 * - `reference`: two roundings, the arithmetic of the glove. The interpreter has a fast kernel for every plain
 *   convolution, but none for one in groups: the network stands twice side by side, as two groups.
 * - `fast`: its fast kernels for the same convolutions, one rounding.
 *
 * A third one, of the XNNPACK delegate, takes every model whose shapes are known beforehand; see `keepDelegateAway`.
 */
export type Arithmetic = "reference" | "fast";

/** Inputs that one step of the batch carries. */
export const groupsOf = (arithmetic: Arithmetic) => (arithmetic === "reference" ? 2 : 1);

/** The first versions that know int8, per-channel scales and groups. */
const VERSIONS = {
  CONV_2D: 6,
  DEPTHWISE_CONV_2D: 3,
  AVERAGE_POOL_2D: 2,
  MAX_POOL_2D: 2,
  RELU: 2,
  RELU6: 2,
  RESHAPE: 1,
};
/** Numbers of the tensor that keeps the delegate away. */
export const RESHAPED_LENGTH = 4;

/**
 * The network as a model over `batch` inputs at once (times the groups of the arithmetic): input [batch, 1, steps,
 * groups * channels], time along the width. Two more inputs are those of `keepDelegateAway`.
 */
export function toTflite(network: Network, arithmetic: Arithmetic, batch: number): TfliteModel {
  const groups = groupsOf(arithmetic);
  const tensors: TfliteTensor[] = [];
  const operators: TfliteOperator[] = [];
  const add = (tensor: TfliteTensor) => tensors.push(tensor) - 1;
  const activations = (name: string, steps: number, channels: number, quantization: Quantization) =>
    add({ name, type: "int8", shape: [batch, 1, steps, groups * channels], quantization: onTensor(quantization) });

  const first = network.layers[0]!;
  const input = activations("input", first.steps, first.channels, first.input);
  let at = input;
  for (const [i, layer] of network.layers.entries()) {
    const constants = layer.weights === null ? [] : constantsOf(layer, i, groups).map(add);
    const out = activations(`layer ${i}`, outSteps(layer), layer.outChannels, layer.output);
    operators.push(operatorOf(layer, [at, ...constants], out));
    at = out;
    if (layer.activation !== "none" && layer.activationApart) {
      const kind = layer.activation === "relu" ? "RELU" : "RELU6";
      const limited = activations(`layer ${i} limited`, outSteps(layer), layer.outChannels, layer.output);
      operators.push({ kind, version: VERSIONS[kind], inputs: [at], outputs: [limited] });
      at = limited;
    }
  }
  const inputs = [input];
  const outputs = [at];
  keepDelegateAway(add, operators, inputs, outputs);
  return { description: "int8 network of the referee", tensors, operators, inputs, outputs };
}

/** A reshape to a shape that is known at run time only: the delegate refuses the whole model. */
function keepDelegateAway(
  add: (tensor: TfliteTensor) => number,
  operators: TfliteOperator[],
  inputs: number[],
  outputs: number[],
): void {
  const quantization = onTensor({ scale: 1, zeroPoint: 0 });
  const shape = add({ name: "shape at run time", type: "int32", shape: [1] });
  const from = add({ name: "unshaped", type: "int8", shape: [RESHAPED_LENGTH], quantization });
  const to = add({ name: "shaped", type: "int8", shape: [RESHAPED_LENGTH], quantization });
  operators.push({ kind: "RESHAPE", version: VERSIONS.RESHAPE, inputs: [from, shape], outputs: [to] });
  inputs.push(shape, from);
  outputs.push(to);
}

function operatorOf(layer: Layer, inputs: number[], output: number): TfliteOperator {
  const common = {
    inputs,
    outputs: [output],
    padding: layer.samePadding ? ("same" as const) : ("valid" as const),
    strideWidth: Math.max(1, layer.stride),
    strideHeight: 1,
    activation: layer.activationApart ? ("none" as const) : layer.activation,
  };
  switch (layer.kind) {
    case "fully_connected": // a window over all steps
    case "convolution":
      return { ...common, kind: "CONV_2D", version: VERSIONS.CONV_2D };
    case "depthwise_convolution": {
      const depthMultiplier = layer.outChannels / layer.channels;
      return { ...common, kind: "DEPTHWISE_CONV_2D", version: VERSIONS.DEPTHWISE_CONV_2D, depthMultiplier };
    }
    case "maximum_pool":
    case "average_pool": {
      const kind = layer.kind === "maximum_pool" ? "MAX_POOL_2D" : "AVERAGE_POOL_2D";
      return { ...common, kind, version: VERSIONS[kind], filterWidth: layer.kernel, filterHeight: 1 };
    }
  }
}

/** Weights and biases, once for each group. */
function constantsOf(layer: Layer, index: number, groups: number): [weights: TfliteTensor, biases: TfliteTensor] {
  const { values, scales, biases } = layer.weights!;
  const { channels, outChannels } = layer;
  const kernel = windowSteps(layer);
  const depthwise = layer.kind === "depthwise_convolution";
  const scalesOfAll = scales.length === 1 ? scales : repeated(scales, groups);
  const onChannels = (all: readonly number[], axis: number): TfliteQuantization => ({
    scales: all,
    zeroPoints: all.map(() => 0),
    axis,
  });
  return [
    {
      name: `weights ${index}`,
      type: "int8",
      shape: depthwise ? [1, 1, kernel, groups * outChannels] : [groups * outChannels, 1, kernel, channels],
      quantization: onChannels(scalesOfAll, depthwise ? 3 : 0),
      data: depthwise ? repeatedRows(values, outChannels, groups) : repeatedRows(values, values.length, groups),
    },
    {
      name: `biases ${index}`,
      type: "int32",
      shape: [groups * outChannels],
      quantization: onChannels(
        scalesOfAll.map((scale) => Math.fround(scale * layer.input.scale)),
        0,
      ),
      data: Int32Array.from(repeated([...biases], groups)),
    },
  ];
}

const onTensor = ({ scale, zeroPoint }: Quantization): TfliteQuantization => ({
  scales: [scale],
  zeroPoints: [zeroPoint],
  axis: 0,
});

const repeated = <T>(values: readonly T[], times: number): T[] => Array.from({ length: times }, () => values).flat();

/** Every row of `length` values, `times` times side by side. */
function repeatedRows(values: Int8Array, length: number, times: number): Int8Array {
  const result = new Int8Array(values.length * times);
  for (let row = 0; row * length < values.length; row++)
    for (let copy = 0; copy < times; copy++)
      result.set(values.subarray(row * length, (row + 1) * length), (row * times + copy) * length);
  return result;
}
