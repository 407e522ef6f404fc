import type { FloatLayer, LayerShape } from "../../engine/descriptor/network.ts";
import type { Quantization, QuantizedLayer } from "../api.ts";
import { limitsIn, type Range } from "../quantize/activations.ts";
import { layerMultipliers } from "../tflite/multiplier.ts";
import type { FileTensor } from "../tflite/readTflite.ts";
import { type ImportedNetwork, Obstacle } from "./foreign.ts";

/** One operator with all that its layer needs. `where` names it for a person. */
export interface PoolOperator {
  readonly shape: LayerShape;
  readonly limits: Range;
  readonly input: FileTensor;
  readonly output: FileTensor;
  readonly where: string;
}

export interface WeightedOperator extends PoolOperator {
  readonly weights: FileTensor;
  readonly bias: FileTensor | null;
}

/** Layers as they are found. @throws Obstacle from every method */
export interface LayerList {
  weighted(operator: WeightedOperator): void;
  pool(operator: PoolOperator): void;
  /** An activation by itself: the limits of the layer before it. */
  limit(limits: Range, input: FileTensor, output: FileTensor, where: string): void;
  network(): ImportedNetwork;
}

/** int8 as it stands: the engine computes the very numbers of the interpreter. */
export class Int8Layers implements LayerList {
  readonly #layers: QuantizedLayer[] = [];

  weighted({ shape, limits, input, output, weights, bias, where }: WeightedOperator): void {
    const from = quantizationOf(input, where);
    const to = quantizationOf(output, where);
    const { scales = [], zeroPoints = [] } = weights.quantization ?? {};
    const fits = scales.length === 1 || scales.length === shape.outChannels;
    if (weights.type !== "int8" || !fits || zeroPoints.some((zero) => zero !== 0))
      throw new Obstacle("import.badWeights", { where });
    const multipliers = multipliersOf(shape, from, scales, to, where);
    this.#layers.push({
      ...shape,
      ...endsOf(from, to),
      ...limitsIn(to, limits),
      weights: new Int8Array(bytesOf(weights, 1, where)),
      biases: bias === null ? zeros(shape) : biasesOf(bias, "int32", shape, where),
      weightScales: scales,
      multipliers: multipliers.map(({ multiplier }) => multiplier),
      shifts: multipliers.map(({ shift }) => shift),
    });
  }

  pool({ shape, limits, input, output, where }: PoolOperator): void {
    const from = quantizationOf(input, where);
    mustKeep(from, quantizationOf(output, where), where);
    this.#layers.push({ ...shape, ...endsOf(from, from), ...limitsIn(from, limits) });
  }

  limit(limits: Range, input: FileTensor, output: FileTensor, where: string): void {
    const from = quantizationOf(input, where);
    mustKeep(from, quantizationOf(output, where), where);
    narrow(this.#layers, limitsIn(from, limits));
  }

  network(): ImportedNetwork {
    return { kind: "int8", layers: this.#layers, output: this.#layers.at(-1)!.output };
  }
}

/** float32; weights that are stored as int8 to save room become the real numbers that they stand for. */
export class FloatLayers implements LayerList {
  readonly #layers: FloatLayer[] = [];

  weighted({ shape, limits, output, weights, bias, where }: WeightedOperator): void {
    mustBe("float32", output, where);
    const biases = bias === null ? zeros(shape) : biasesOf(bias, "float32", shape, where);
    this.#layers.push({ ...shape, ...limits, weights: realWeights(weights, shape, where), biases });
  }

  pool({ shape, limits, output, where }: PoolOperator): void {
    mustBe("float32", output, where);
    this.#layers.push({ ...shape, ...limits });
  }

  limit(limits: Range, _input: FileTensor, output: FileTensor, where: string): void {
    mustBe("float32", output, where);
    narrow(this.#layers, limits);
  }

  network(): ImportedNetwork {
    return { kind: "network", layers: this.#layers };
  }
}

function narrow(layers: (Range & LayerShape)[], { lowest, highest }: Range): void {
  const last = layers.pop()!;
  layers.push({ ...last, lowest: Math.max(last.lowest, lowest), highest: Math.min(last.highest, highest) });
}

function quantizationOf({ type, quantization }: FileTensor, where: string): Quantization {
  if (type !== "int8") throw new Obstacle("import.badType", { where, type });
  const [scale = 0] = quantization?.scales ?? [];
  const [zeroPoint = 0] = quantization?.zeroPoints ?? [];
  const sane = quantization?.scales.length === 1 && scale > 0 && zeroPoint >= -128 && zeroPoint <= 127;
  if (!sane) throw new Obstacle("import.badScale", { where });
  return { scale, zeroPoint };
}

function multipliersOf(
  shape: LayerShape,
  from: Quantization,
  scales: readonly number[],
  to: Quantization,
  where: string,
) {
  try {
    return layerMultipliers(shape.kind, from.scale, scales, to.scale);
  } catch (error) {
    if (error instanceof RangeError) throw new Obstacle("import.badScale", { where });
    throw error;
  }
}

function mustKeep(from: Quantization, to: Quantization, where: string): void {
  if (from.scale !== to.scale || from.zeroPoint !== to.zeroPoint) throw new Obstacle("import.requantized", { where });
}

function mustBe(wanted: string, { type }: FileTensor, where: string): void {
  if (type !== wanted) throw new Obstacle("import.badType", { where, type });
}

const zeros = ({ outChannels }: LayerShape) => Array.from({ length: outChannels }, () => 0);

const endsOf = (input: Quantization, output: Quantization) => ({
  input,
  output,
  inputZero: input.zeroPoint,
  outputZero: output.zeroPoint,
});

function biasesOf(bias: FileTensor, type: "int32" | "float32", { outChannels }: LayerShape, where: string): number[] {
  mustBe(type, bias, where);
  const bytes = bytesOf(bias, 4, where);
  const numbers = type === "int32" ? new Int32Array(bytes) : new Float32Array(bytes);
  if (numbers.length !== outChannels) throw new Obstacle("import.badWeights", { where });
  return [...numbers];
}

function realWeights(weights: FileTensor, { kind, outChannels }: LayerShape, where: string): Float32Array {
  if (weights.type === "float32") return new Float32Array(bytesOf(weights, 4, where));
  const { scales = [], zeroPoints = [] } = weights.quantization ?? {};
  const fits = scales.length === 1 || scales.length === outChannels;
  if (weights.type !== "int8" || !fits) throw new Obstacle("import.badType", { where, type: weights.type });
  const stored = new Int8Array(bytesOf(weights, 1, where));
  const each = stored.length / outChannels;
  return Float32Array.from(stored, (value, i) => {
    const channel = kind === "depthwise_convolution" ? i % outChannels : Math.floor(i / each);
    const one = scales.length === 1 ? 0 : channel;
    return scales[one]! * (value - zeroPoints[one]!);
  });
}

/** A copy of a constant's bytes, which in the file may lie at any place. */
function bytesOf({ shape, data }: FileTensor, bytesEach: number, where: string): ArrayBuffer {
  const size = shape.reduce((product, one) => product * one, bytesEach);
  if (data === null || data.length !== size) throw new Obstacle("import.badWeights", { where });
  return Uint8Array.from(data).buffer;
}
