import { DamagedFile, FlatTable } from "./flatTable.ts";
import type { TflitePadding, TfliteQuantization } from "./model.ts";
import { ACTIVATIONS, IDENTIFIER, OPERATORS, OPTIONS, PADDINGS, TYPES } from "./schema.ts";

/** What any `.tflite` file says, whether the engine can run it or not. Constants are views of the file's bytes. */
export interface TfliteFile {
  readonly description: string;
  /** More than one: the model branches. Only the first is read. */
  readonly graphs: number;
  readonly tensors: readonly FileTensor[];
  /** In the order in which they run. */
  readonly operators: readonly FileOperator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface FileTensor {
  readonly name: string;
  /** Whole numbers from 0. */
  readonly shape: readonly number[];
  /** e.g. `int8`; `type 17` for one that has no name here. */
  readonly type: string;
  readonly quantization: TfliteQuantization | null;
  readonly data: Uint8Array | null;
}

export interface FileOperator {
  /** e.g. `CONV_2D`, `custom MyOp`, `operator 133`. */
  readonly name: string;
  /** Places in `tensors`; -1 for an input that is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly settings: OperatorSettings;
}

/** The settings of all operators that have any here; each has the defaults of the schema where it has none of its own. */
export interface OperatorSettings {
  readonly padding: TflitePadding;
  readonly strideWidth: number;
  readonly strideHeight: number;
  readonly dilationWidth: number;
  readonly dilationHeight: number;
  readonly filterWidth: number;
  readonly filterHeight: number;
  readonly activation: (typeof ACTIVATIONS)[number];
  /** Fully connected: each step by itself. */
  readonly keepDimensions: boolean;
}

const CUSTOM = "CUSTOM";
const MOST_DIMENSIONS = 8;
const NO_SETTINGS: OperatorSettings = {
  padding: "same",
  strideWidth: 0,
  strideHeight: 0,
  dilationWidth: 1,
  dilationHeight: 1,
  filterWidth: 0,
  filterHeight: 0,
  activation: "none",
  keepDimensions: false,
};

/** @throws DamagedFile where the file is none, or does not hold what it says */
export function readTflite(bytes: Uint8Array): TfliteFile {
  if (FlatTable.identifier(bytes) !== IDENTIFIER) throw new DamagedFile("identifier");
  const root = FlatTable.root(bytes, "model");
  const graphs = root.tables(2, "subgraphs");
  const graph = graphs[0];
  if (graph === undefined) throw new DamagedFile("model.subgraphs");
  const buffers = root.tables(4, "buffers");
  const names = root.tables(1, "operator_codes").map(nameOf);
  const tensors = graph.tables(0, "tensors").map((table, i) => tensorOf(table, buffers, `tensor ${i}`));
  const placed = (places: number[], where: string, least = 0) => {
    if (places.some((place) => place < least || place >= tensors.length)) throw new DamagedFile(where);
    return places;
  };
  const operators = graph.tables(3, "operators").map((table, i): FileOperator => {
    const name = names[table.int32(0)];
    if (name === undefined) throw new DamagedFile(`operator ${i}`);
    return {
      name,
      inputs: placed(table.int32s(1, "inputs"), `inputs of operator ${i}`, -1),
      outputs: placed(table.int32s(2, "outputs"), `outputs of operator ${i}`),
      settings: settingsOf(table),
    };
  });
  return {
    description: root.text(3, "description"),
    graphs: graphs.length,
    tensors,
    operators,
    inputs: placed(graph.int32s(1, "inputs"), "inputs"),
    outputs: placed(graph.int32s(2, "outputs"), "outputs"),
  };
}

/** Two places for the number: readers of before 2020 know only the first, which ends at 127. */
function nameOf(table: FlatTable): string {
  const code = Math.max(table.int8(0), table.int32(3));
  const name = OPERATORS[code] ?? `operator ${code}`;
  return name === CUSTOM ? `custom ${table.text(1, "custom_code")}` : name;
}

function tensorOf(table: FlatTable, buffers: readonly FlatTable[], where: string): FileTensor {
  const shape = table.int32s(0, "shape");
  if (shape.length > MOST_DIMENSIONS || shape.some((size) => size < 0)) throw new DamagedFile(`${where}.shape`);
  const type = table.int8(1);
  const buffer = table.int32(2);
  if (buffer !== 0 && buffers[buffer] === undefined) throw new DamagedFile(`${where}.buffer`);
  return {
    name: table.text(3, "name"),
    shape,
    type: TYPES[type] ?? `type ${type}`,
    quantization: quantizationOf(table.table(4, "quantization"), where),
    data: buffer === 0 ? null : buffers[buffer]!.raw(0, "data"),
  };
}

function quantizationOf(table: FlatTable | null, where: string): TfliteQuantization | null {
  const scales = table?.float32s(2, "scale") ?? [];
  if (table === null || scales.length === 0) return null;
  const zeroPoints = table.int64s(3, "zero_point");
  const fits = zeroPoints.length === scales.length || zeroPoints.length === 0;
  if (!fits || scales.some((scale) => !(scale >= 0) || scale === Number.POSITIVE_INFINITY))
    throw new DamagedFile(`${where}.quantization`);
  return { scales, zeroPoints: zeroPoints.length ? zeroPoints : scales.map(() => 0), axis: table.int32(6) };
}

function settingsOf(operator: FlatTable): OperatorSettings {
  const table = operator.table(4, "options");
  if (table === null) return NO_SETTINGS;
  const padding = () => named(PADDINGS, table.int8(0), "padding");
  const activation = (field: number) => named(ACTIVATIONS, table.int8(field), "activation");
  const strides = () => ({ padding: padding(), strideWidth: table.int32(1), strideHeight: table.int32(2) });
  const dilations = (first: number) => ({
    dilationWidth: table.int32(first, 1),
    dilationHeight: table.int32(first + 1, 1),
  });
  switch (operator.int8(3)) {
    case OPTIONS.convolution:
      return { ...NO_SETTINGS, ...strides(), activation: activation(3), ...dilations(4) };
    case OPTIONS.depthwise:
      return { ...NO_SETTINGS, ...strides(), activation: activation(4), ...dilations(5) };
    case OPTIONS.pool:
      return {
        ...NO_SETTINGS,
        ...strides(),
        filterWidth: table.int32(3),
        filterHeight: table.int32(4),
        activation: activation(5),
      };
    case OPTIONS.fullyConnected:
      return { ...NO_SETTINGS, activation: activation(0), keepDimensions: table.int8(2) !== 0 };
    default:
      return NO_SETTINGS;
  }
}

function named<T>(names: readonly T[], number: number, where: string): T {
  const name = names[number];
  if (name === undefined) throw new DamagedFile(where);
  return name;
}
