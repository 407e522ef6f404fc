import { type LayerKind, type LayerShape, outSteps } from "../../engine/descriptor/network.ts";
import type { FileOperator, FileTensor, TfliteFile } from "../tflite/readTflite.ts";
import { ACTIVATION_LIMITS } from "../tflite/toTflite.ts";
import { checkNetwork, checkShape } from "./engineLimits.ts";
import { type Flow, flowOf, reshaped } from "./flow.ts";
import { type ImportedNetwork, Obstacle } from "./foreign.ts";
import { FloatLayers, Int8Layers, type LayerList } from "./tfliteLayers.ts";

/** At the end of a classifier these change the numbers, but not which is the highest. */
const DROPPED_AT_END = ["SOFTMAX", "LOG_SOFTMAX"];
const RESHAPES = ["RESHAPE", "SQUEEZE", "EXPAND_DIMS"];
const LIMITS = { RELU: ACTIVATION_LIMITS.relu, RELU6: ACTIVATION_LIMITS.relu6 } as const;
const WEIGHTED: Readonly<Record<string, LayerKind>> = {
  CONV_2D: "convolution",
  DEPTHWISE_CONV_2D: "depthwise_convolution",
  FULLY_CONNECTED: "fully_connected",
};
const POOLS: Readonly<Record<string, LayerKind>> = { MAX_POOL_2D: "maximum_pool", AVERAGE_POOL_2D: "average_pool" };

/** The operators of a file as layers of the engine, one after the other. @throws Obstacle */
export function networkOfTflite(file: TfliteFile): ImportedNetwork {
  if (file.graphs !== 1) throw new Obstacle("import.severalGraphs");
  if (file.inputs.length !== 1 || file.outputs.length !== 1)
    throw new Obstacle("import.severalEnds", { inputs: file.inputs.length, outputs: file.outputs.length });
  return new Walk(file).network();
}

/** From the input along the operators to the output: each takes what the one before gave. */
class Walk {
  readonly #file: TfliteFile;
  #at: number;
  #flow: Flow;
  #layers: LayerList | null = null;
  /** Behind a softmax or a change to real numbers there may be nothing more that counts. */
  #ended: string | null = null;

  constructor(file: TfliteFile) {
    this.#file = file;
    this.#at = file.inputs[0]!;
    this.#flow = flowOf(this.#tensor.shape, "input");
  }

  get #tensor(): FileTensor {
    return this.#file.tensors[this.#at]!;
  }

  network(): ImportedNetwork {
    for (const [i, operator] of this.#file.operators.entries()) {
      const where = `${operator.name} (${i + 1} of ${this.#file.operators.length})`;
      if (operator.inputs[0] !== this.#at || operator.outputs.length !== 1)
        throw new Obstacle("import.branches", { where });
      this.#pass(operator, where);
      this.#at = operator.outputs[0]!;
    }
    if (this.#at !== this.#file.outputs[0]) throw new Obstacle("import.branches", { where: "output" });
    if (this.#layers === null) throw new Obstacle("import.noLayers");
    return checkNetwork(this.#layers.network());
  }

  #pass(operator: FileOperator, where: string): void {
    const { name } = operator;
    const output = this.#file.tensors[operator.outputs[0]!]!;
    const isEnd = DROPPED_AT_END.includes(name) || name === "DEQUANTIZE";
    if (this.#ended !== null && !isEnd && !RESHAPES.includes(name))
      throw new Obstacle("import.notAtEnd", { where: this.#ended });
    if (name === "QUANTIZE" && this.#layers === null) return;
    if (RESHAPES.includes(name)) this.#flow = reshaped(this.#flow, output.shape, where);
    else if (isEnd && this.#layers !== null) this.#ended ??= where;
    else if (name in LIMITS) this.#limit(LIMITS[name as keyof typeof LIMITS], output, where);
    else if (name in WEIGHTED) this.#weighted(WEIGHTED[name]!, operator, output, where);
    else if (name in POOLS) this.#pool(POOLS[name]!, operator, output, where);
    else throw new Obstacle("import.unknownOperator", { where });
  }

  #list(where: string): LayerList {
    if (this.#layers !== null) return this.#layers;
    const { type } = this.#tensor;
    if (type === "int8") this.#layers = new Int8Layers();
    else if (type === "float32") this.#layers = new FloatLayers();
    else throw new Obstacle("import.badType", { where, type });
    return this.#layers;
  }

  #limit(limits: { lowest: number; highest: number }, output: FileTensor, where: string): void {
    if (this.#layers === null) throw new Obstacle("import.unknownOperator", { where });
    this.#layers.limit(limits, this.#tensor, output, where);
  }

  #weighted(named: LayerKind, operator: FileOperator, output: FileTensor, where: string): void {
    const weights = this.#file.tensors[operator.inputs[1] ?? -1];
    const bias = this.#file.tensors[operator.inputs[2] ?? -1];
    if (!weights?.data) throw new Obstacle("import.noConstant", { where });
    if (bias && !bias.data) throw new Obstacle("import.noConstant", { where });
    const full = named === "fully_connected";
    const shape = full ? this.#full(operator, weights, where) : this.#sliding(named, operator, weights, where);
    checkShape(shape, where);
    const limits = this.#limits(operator, where);
    this.#list(where).weighted({ shape, limits, input: this.#tensor, output, weights, bias: bias ?? null, where });
    this.#follow(shape, output, where);
  }

  #pool(kind: LayerKind, operator: FileOperator, output: FileTensor, where: string): void {
    const { filterWidth, filterHeight } = operator.settings;
    const shape = this.#along(kind, operator, this.#flow.channels, [filterHeight, filterWidth], where);
    checkShape(shape, where);
    this.#list(where).pool({ shape, limits: this.#limits(operator, where), input: this.#tensor, output, where });
    this.#follow(shape, output, where);
  }

  #limits({ settings }: FileOperator, where: string) {
    const { activation } = settings;
    if (activation === "none" || activation === "relu" || activation === "relu6") return ACTIVATION_LIMITS[activation];
    throw new Obstacle("import.activation", { where, activation });
  }

  #full({ settings }: FileOperator, weights: FileTensor, where: string): LayerShape {
    const { steps, channels } = this.#flow.unflattened ?? this.#flow;
    const [outChannels = 0, inputs] = weights.shape;
    if (weights.shape.length !== 2) throw new Obstacle("import.badSettings", { where });
    if (settings.keepDimensions && steps > 1 && inputs === channels && this.#flow.unflattened === null)
      return { kind: "convolution", samePadding: false, steps, channels, outChannels, kernel: 1, stride: 1 };
    if (inputs !== steps * channels) throw new Obstacle("import.badSettings", { where });
    return { kind: "fully_connected", samePadding: false, steps, channels, outChannels, kernel: 0, stride: 0 };
  }

  #sliding(kind: LayerKind, operator: FileOperator, weights: FileTensor, where: string): LayerShape {
    const [first = 0, height = 0, width = 0, last = 0] = weights.shape;
    const { channels } = this.#flow;
    const depthwise = kind === "depthwise_convolution";
    if (weights.shape.length !== 4) throw new Obstacle("import.badSettings", { where });
    const fits = depthwise ? first === 1 && last % channels === 0 : last === channels;
    if (!fits) throw new Obstacle("import.groups", { where });
    const shape = this.#along(kind, operator, depthwise ? last : first, [height, width], where);
    // One step that sees one step sees everything: what the engine calls fully connected.
    const full = kind === "convolution" && shape.steps === 1 && shape.kernel === 1;
    if (!full) return shape;
    return {
      ...shape,
      ...(this.#flow.unflattened ?? {}),
      kind: "fully_connected",
      samePadding: false,
      kernel: 0,
      stride: 0,
    };
  }

  /** A window that slides along the one axis that is time. */
  #along(
    kind: LayerKind,
    { settings }: FileOperator,
    outChannels: number,
    [height, width]: [number, number],
    where: string,
  ): LayerShape {
    const [, rows] = this.#tensor.shape;
    if (this.#tensor.shape.length !== 4) throw new Obstacle("import.badSettings", { where });
    const down = rows !== 1;
    if ((down ? width : height) !== 1) throw new Obstacle("import.twoAxes", { where, shape: `${height} x ${width}` });
    const kernel = down ? height : width;
    if (kernel > 1 && (down ? settings.dilationHeight : settings.dilationWidth) !== 1)
      throw new Obstacle("import.dilation", { where });
    const { steps, channels } = this.#flow;
    const stride = down ? settings.strideHeight : settings.strideWidth;
    return { kind, samePadding: settings.padding === "same", steps, channels, outChannels, kernel, stride };
  }

  /** The file must agree about what a layer gives. */
  #follow(shape: LayerShape, output: FileTensor, where: string): void {
    const said = flowOf(output.shape, where);
    const steps = outSteps(shape);
    if (said.steps * said.channels !== steps * shape.outChannels) throw new Obstacle("import.badSettings", { where });
    this.#flow = { steps, channels: shape.outChannels, unflattened: null };
  }
}
