import { z } from "zod";
import { ProblemError } from "#domain/problems.ts";
import { fileNamed, type ModelFile } from "./files.ts";

const size = z.number().int().nonnegative();

/** Settings of a layer that say how it computes; which of them a layer has depends on its class. */
const layerConfig = z.looseObject({
  name: z.string().max(200),
  batch_input_shape: z.array(z.number().int().positive().nullable()).min(2).max(5).optional(),
  units: size.optional(),
  filters: size.optional(),
  activation: z.string().max(64).nullable().optional(),
  use_bias: z.boolean().optional(),
  kernel_size: z.union([size, z.array(size).min(1)]).optional(),
  pool_size: z.union([size, z.array(size).min(1)]).optional(),
  strides: z
    .union([size, z.array(size).min(1)])
    .nullable()
    .optional(),
  dilation_rate: z
    .union([size, z.array(size).min(1)])
    .nullable()
    .optional(),
  padding: z.string().max(64).optional(),
  data_format: z.string().max(64).nullable().optional(),
  target_shape: z.array(z.number().int()).max(4).optional(),
  max_value: z.number().nullable().optional(),
  epsilon: z.number().nullable().optional(),
});
export type LayerConfig = z.infer<typeof layerConfig>;

const layer = z.object({ class_name: z.string().max(200), config: layerConfig, inbound_nodes: z.unknown().optional() });
export type KerasLayer = z.infer<typeof layer>;

const network = z.object({
  class_name: z.string().max(200),
  config: z.union([
    z.array(layer).max(200),
    z.looseObject({ layers: z.array(layer).max(200) }).transform(({ layers }) => layers),
  ]),
});

const weight = z.object({
  name: z.string(),
  shape: z.array(size).max(5),
  dtype: z.string(),
  quantization: z.object({ dtype: z.string(), scale: z.number().optional(), min: z.number().optional() }).optional(),
});

const modelJson = z.looseObject({
  format: z.string().nullish(),
  modelTopology: z.union([
    z.looseObject({ model_config: network }).transform(({ model_config }) => model_config),
    network,
  ]),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()).max(1000), weights: z.array(weight) })).max(1000),
});

/** A constant in row-major order; null for a type that no weight of a layer has. */
export interface TfjsWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | null;
}

export interface TfjsFile {
  /** `Sequential`, `Model` or `Functional`. */
  readonly className: string;
  readonly layers: readonly KerasLayer[];
  readonly weights: readonly TfjsWeight[];
}

/** A layers model of TensorFlow.js. @throws ProblemError import.damaged, import.missingFile, import.graphModel */
export function readTfjs(files: readonly ModelFile[]): TfjsFile {
  const json = parsedJson(fileNamed(files, "model.json").bytes);
  if (z.object({ format: z.literal("graph-model") }).safeParse(json).success)
    throw new ProblemError("import.graphModel");
  const parsed = modelJson.safeParse(json);
  if (!parsed.success) throw new ProblemError("import.damaged", { where: placeOf(parsed.error) });
  const { modelTopology, weightsManifest } = parsed.data;
  mustFit(
    files,
    weightsManifest.flatMap(({ paths }) => paths),
  );
  const weights = weightsManifest.flatMap(({ paths, weights }) =>
    split(joined(paths.map((path) => fileNamed(files, path).bytes)), weights),
  );
  return { className: modelTopology.class_name, layers: modelTopology.config, weights };
}

/** Each file holds its bytes once: a manifest that names one over and over would fill the memory. */
function mustFit(files: readonly ModelFile[], paths: readonly string[]): void {
  const sizeOf = (list: readonly ModelFile[]) => list.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (sizeOf(paths.map((path) => fileNamed(files, path))) > sizeOf(files))
    throw new ProblemError("import.damaged", { where: "model.json weightsManifest" });
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new ProblemError("import.damaged", { where: "model.json" }, { cause: error });
  }
}

const placeOf = (error: z.ZodError) => `model.json ${error.issues[0]?.path.join(".") ?? ""}`.trim();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const BYTES_EACH: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  complex64: 8,
  uint16: 2,
  float16: 2,
  uint8: 1,
  bool: 1,
};

/** Weights lie in a file one behind the other. */
function split(bytes: Uint8Array, weights: readonly z.infer<typeof weight>[]): TfjsWeight[] {
  let at = 0;
  return weights.map(({ name, shape, dtype, quantization }) => {
    const stored = quantization?.dtype ?? dtype;
    const count = shape.reduce((product, one) => product * one, 1);
    const length = count * (BYTES_EACH[stored] ?? Number.NaN);
    if (!(at + length <= bytes.length)) throw new ProblemError("import.damaged", { where: name });
    const raw = bytes.slice(at, at + length).buffer;
    at += length;
    return { name, shape, values: dtype === "float32" ? realValues(raw, stored, quantization) : null };
  });
}

/** Quantized weights are `value * scale + min`. */
function realValues(
  raw: ArrayBuffer,
  stored: string,
  { scale = 1, min = 0 }: { scale?: number | undefined; min?: number | undefined } = {},
): Float32Array | null {
  if (stored === "float32") return new Float32Array(raw);
  if (stored === "uint8") return Float32Array.from(new Uint8Array(raw), (value) => value * scale + min);
  if (stored === "uint16") return Float32Array.from(new Uint16Array(raw), (value) => value * scale + min);
  return null;
}
