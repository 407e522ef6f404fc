import type { ForeignTensor } from "#domain/learning/imports.ts";
import type { ModelFile } from "./files.ts";
import { FloatChain } from "./floatChain.ts";
import { flowOf } from "./flow.ts";
import { type Imported, type ImportedNetwork, imported, Obstacle } from "./foreign.ts";
import { type KerasLayer, type LayerConfig, readTfjs, type TfjsFile, type TfjsWeight } from "./tfjsFile.ts";

/** Classes of layers that do nothing to a trained network. */
const ONLY_IN_TRAINING = [
  "Dropout",
  "SpatialDropout1D",
  "GaussianNoise",
  "GaussianDropout",
  "AlphaDropout",
  "ActivityRegularization",
];
const POOLS = { MaxPooling1D: "maximum_pool", AveragePooling1D: "average_pool" } as const;
const GLOBAL_POOLS = { GlobalMaxPooling1D: "maximum_pool", GlobalAveragePooling1D: "average_pool" } as const;
/** Of Keras, for batch normalization. */
const USUAL_EPSILON = 1e-3;

/** A TensorFlow.js layers model: `model.json` and its weight files. @throws ProblemError import.damaged, import.missingFile, import.graphModel */
export function importTfjs(files: readonly ModelFile[]): Imported {
  const file = readTfjs(files);
  const shape = file.layers.find(({ config }) => config.batch_input_shape)?.config.batch_input_shape ?? [];
  const input: ForeignTensor = {
    name: file.layers[0]?.config.name ?? "",
    type: "float32",
    shape: shape.map((size) => size ?? -1),
    quantization: null,
  };
  const last = file.layers.at(-1)?.config;
  const units = file.layers.findLast(({ config }) => config.units ?? config.filters)?.config;
  const output: ForeignTensor = {
    name: last?.name ?? "",
    type: "float32",
    shape: [-1, units?.units ?? units?.filters ?? -1],
    quantization: null,
  };
  const about = {
    format: "tfjs" as const,
    description: file.className,
    inputs: [input],
    outputs: [output],
    operators: file.layers.map(({ class_name }) => class_name),
  };
  return imported(about, () => networkOf(file, shape));
}

function networkOf(file: TfjsFile, shape: readonly (number | null)[]): ImportedNetwork {
  mustBeChain(file);
  const [, ...sizes] = shape;
  const known = sizes.map((size) => size ?? -1);
  if (known.some((size) => size < 1))
    throw new Obstacle("import.badShape", { where: "input", shape: known.join(" x ") });
  const chain = new FloatChain(flowOf([1, ...known], "input"));
  const builder = new Builder(chain, file, known.length > 1);
  for (const [i, layer] of file.layers.entries())
    builder.add(layer, `${layer.class_name} "${layer.config.name}" (${i + 1} of ${file.layers.length})`);
  return chain.network();
}

/** In a functional model, each layer must take what the one before it gives. */
function mustBeChain({ layers, className }: TfjsFile): void {
  if (className === "Sequential") return;
  for (const [i, { config, inbound_nodes }] of layers.entries()) {
    const text = JSON.stringify(inbound_nodes ?? []);
    const sources = layers.filter(({ config: { name } }) => text.includes(JSON.stringify(name)));
    const fits = i === 0 ? sources.length === 0 : sources.length === 1 && sources[0] === layers[i - 1];
    if (!fits) throw new Obstacle("import.branches", { where: `"${config.name}"` });
  }
}

class Builder {
  readonly #chain: FloatChain;
  readonly #file: TfjsFile;
  /** Whether what flows is a sequence: Keras then does the same to each step. */
  #sequence: boolean;

  constructor(chain: FloatChain, file: TfjsFile, sequence: boolean) {
    this.#chain = chain;
    this.#file = file;
    this.#sequence = sequence;
  }

  add({ class_name, config }: KerasLayer, where: string): void {
    const chain = this.#chain;
    if (ONLY_IN_TRAINING.includes(class_name) || class_name === "InputLayer") return;
    if (class_name in POOLS) {
      const kernel = one(config.pool_size ?? 2, where);
      const stride = config.strides ? one(config.strides, where) : kernel;
      chain.pool(
        POOLS[class_name as keyof typeof POOLS],
        { kernel, stride, samePadding: isSame(config, where) },
        where,
      );
    } else if (class_name in GLOBAL_POOLS) {
      const kind = GLOBAL_POOLS[class_name as keyof typeof GLOBAL_POOLS];
      chain.pool(kind, { kernel: chain.steps, stride: 1, samePadding: false }, where);
      this.#sequence = false;
    } else if (class_name === "Dense") this.#dense(config, where);
    else if (class_name === "Conv1D") this.#convolution(config, where);
    else if (class_name === "BatchNormalization") this.#normalization(config, where);
    else if (class_name === "Flatten") this.#reshape([chain.steps * chain.channels], where);
    else if (class_name === "Reshape") this.#reshape(config.target_shape ?? [], where);
    else if (class_name === "Activation") chain.activation(config.activation ?? "linear", where);
    else if (class_name === "Softmax") chain.activation("softmax", where);
    else if (class_name === "ReLU") {
      const { max_value = null } = config;
      if (max_value !== null && max_value !== 6) throw new Obstacle("import.activation", { where, activation: "ReLU" });
      chain.activation(max_value === null ? "relu" : "relu6", where);
    } else throw new Obstacle("import.unknownOperator", { where });
  }

  #dense(config: LayerConfig, where: string): void {
    const { units = 0 } = config;
    const kernel = this.#kernel(config, [units], where);
    const biases = config.use_bias === false ? null : this.#weight(config, "bias", where);
    this.#chain.dense(kernel, biases, units, this.#sequence, where);
    this.#chain.activation(config.activation ?? "linear", where);
  }

  #convolution(config: LayerConfig, where: string): void {
    if (one(config.dilation_rate ?? 1, where) !== 1) throw new Obstacle("import.dilation", { where });
    const settings = {
      kernel: one(config.kernel_size ?? 0, where),
      stride: one(config.strides ?? 1, where),
      samePadding: isSame(config, where),
      outChannels: config.filters ?? 0,
    };
    const biases = config.use_bias === false ? null : this.#weight(config, "bias", where);
    const kernel = this.#kernel(config, [this.#chain.channels, settings.outChannels], where);
    this.#chain.convolution(settings, kernel, biases, where);
    this.#chain.activation(config.activation ?? "linear", where);
  }

  /** A trained batch normalization is a factor and an offset for each channel. */
  #normalization(config: LayerConfig, where: string): void {
    const mean = this.#weight(config, "moving_mean", where);
    const variance = this.#weight(config, "moving_variance", where);
    const gamma = this.#weightIfAny(config, "gamma", where);
    const beta = this.#weightIfAny(config, "beta", where);
    const factors = Float32Array.from(
      variance,
      (value, c) => (gamma?.[c] ?? 1) / Math.sqrt(value + (config.epsilon ?? USUAL_EPSILON)),
    );
    const offsets = Float32Array.from(mean, (value, c) => (beta?.[c] ?? 0) - value * (factors[c] ?? Number.NaN));
    this.#chain.affine(factors, offsets, where);
  }

  #reshape(shape: readonly number[], where: string): void {
    const known = shape.filter((size) => size > 0).reduce((product, size) => product * size, 1);
    const all = this.#chain.steps * this.#chain.channels;
    this.#chain.reshape(
      shape.map((size) => (size === -1 ? all / known : size)),
      where,
    );
    this.#sequence = shape.length > 1;
  }

  /** The converter writes `layer/kernel`, Keras itself may put the model's name in front. */
  #named({ name }: LayerConfig, kind: string): TfjsWeight | undefined {
    return this.#file.weights.find(({ name: full }) => {
      const parts = full.replace(/:0$/, "").split("/");
      return parts.at(-1) === kind && parts.at(-2) === name;
    });
  }

  #weightIfAny(config: LayerConfig, kind: string, where: string): Float32Array | null {
    const found = this.#named(config, kind);
    if (found && found.values === null) throw new Obstacle("import.badType", { where, type: "float16" });
    return found?.values ?? null;
  }

  /** A kernel whose last sides are these; the others follow from how many numbers it holds. */
  #kernel(config: LayerConfig, lastSides: readonly number[], where: string): Float32Array {
    const sides = this.#named(config, "kernel")?.shape.slice(-lastSides.length);
    if (sides && String(sides) !== String(lastSides)) throw new Obstacle("import.badWeights", { where });
    return this.#weight(config, "kernel", where);
  }

  #weight(config: LayerConfig, kind: string, where: string): Float32Array {
    const values = this.#weightIfAny(config, kind, where);
    if (values === null) throw new Obstacle("import.noConstant", { where });
    return values;
  }
}

/** A setting that is a number for each axis: there is one. */
function one(setting: number | readonly number[], where: string): number {
  if (typeof setting === "number") return setting;
  if (setting.length !== 1) throw new Obstacle("import.twoAxes", { where, shape: setting.join(" x ") });
  return setting[0]!;
}

function isSame({ padding, data_format }: LayerConfig, where: string): boolean {
  if (data_format === "channelsFirst" || data_format === "channels_first")
    throw new Obstacle("import.channelsFirst", { where });
  if (padding !== undefined && padding !== "same" && padding !== "valid")
    throw new Obstacle("import.padding", { where, padding });
  return padding === "same";
}
