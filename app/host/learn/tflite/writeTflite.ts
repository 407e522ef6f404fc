import { Builder, type Offset } from "flatbuffers";
import type { TfliteModel, TfliteOperator, TflitePadding, TfliteTensor } from "./model.ts";
import { ACTIVATIONS, IDENTIFIER, OPERATORS, OPTIONS, PADDINGS, SCHEMA_VERSION, TYPES } from "./schema.ts";

/** Constants start at multiples of this many bytes (`force_align` of the schema). */
const DATA_ALIGNMENT = 16;

/** The bytes of a `.tflite` file. Nothing is checked: the interpreter says what it does not take. */
export function writeTflite(model: TfliteModel): Uint8Array {
  const b = new Builder(1 << 14);
  const constants = model.tensors.filter(({ data }) => data !== undefined);
  // Buffer 0 is empty by the schema's rule: tensors without constants point to it.
  const buffers = offsets(b, [emptyTable(b, 3), ...constants.map(({ data }) => bufferOf(b, data!))]);
  const tensors = offsets(
    b,
    model.tensors.map((tensor) => tensorOf(b, tensor, constants.indexOf(tensor) + 1)),
  );
  const codes = [...new Map(model.operators.map((operator) => [codeKey(operator), operator])).values()];
  const codeTables = offsets(
    b,
    codes.map((operator) => codeOf(b, operator)),
  );
  const keys = codes.map(codeKey);
  const operators = offsets(
    b,
    model.operators.map((operator) => operatorOf(b, operator, keys.indexOf(codeKey(operator)))),
  );
  const inputs = int32s(b, model.inputs);
  const outputs = int32s(b, model.outputs);
  const graphName = b.createString("main");
  b.startObject(5);
  for (const [field, at] of [tensors, inputs, outputs, operators, graphName].entries()) b.addFieldOffset(field, at, 0);
  const graphs = offsets(b, [b.endObject()]);
  const description = b.createString(model.description);
  b.startObject(8);
  b.addFieldInt32(0, SCHEMA_VERSION, 0);
  for (const [i, at] of [codeTables, graphs, description, buffers].entries()) b.addFieldOffset(i + 1, at, 0);
  b.finish(b.endObject(), IDENTIFIER);
  return b.asUint8Array().slice();
}

const codeKey = ({ kind, version }: TfliteOperator) => `${kind} ${version}`;

function tensorOf(b: Builder, { name, shape, type, quantization }: TfliteTensor, buffer: number): Offset {
  const nameAt = b.createString(name);
  const shapeAt = int32s(b, shape);
  let quantizationAt = 0;
  if (quantization) {
    const scales = vector(b, quantization.scales, 4, (value) => b.addFloat32(value));
    const zeroPoints = vector(b, quantization.zeroPoints, 8, (value) => b.addInt64(BigInt(value)));
    b.startObject(7);
    b.addFieldOffset(2, scales, 0);
    b.addFieldOffset(3, zeroPoints, 0);
    b.addFieldInt32(6, quantization.axis, 0);
    quantizationAt = b.endObject();
  }
  b.startObject(10);
  b.addFieldOffset(0, shapeAt, 0);
  b.addFieldInt8(1, TYPES.indexOf(type), 0);
  b.addFieldInt32(2, buffer, 0);
  b.addFieldOffset(3, nameAt, 0);
  b.addFieldOffset(4, quantizationAt, 0);
  b.addFieldInt8(8, 1, 0); // has_rank: a shape of no dimensions is a single number, not an unknown shape
  return b.endObject();
}

function codeOf(b: Builder, operator: TfliteOperator): Offset {
  const code = OPERATORS.indexOf(operator.kind);
  b.startObject(4);
  b.addFieldInt8(0, code, 0); // for readers of before 2020; every code here is below their limit of 127
  b.addFieldInt32(2, operator.version, 1);
  b.addFieldInt32(3, code, 0);
  return b.endObject();
}

function operatorOf(b: Builder, operator: TfliteOperator, codeIndex: number): Offset {
  const inputs = int32s(b, operator.inputs);
  const outputs = int32s(b, operator.outputs);
  const [optionsType, options] = optionsOf(b, operator);
  b.startObject(9);
  b.addFieldInt32(0, codeIndex, 0);
  b.addFieldOffset(1, inputs, 0);
  b.addFieldOffset(2, outputs, 0);
  b.addFieldInt8(3, optionsType, 0);
  b.addFieldOffset(4, options, 0);
  return b.endObject();
}

/** The table of an operator's settings and which table it is. Fields that are left out keep the schema's defaults. */
function optionsOf(b: Builder, operator: TfliteOperator): [type: number, at: Offset] {
  switch (operator.kind) {
    case "CONV_2D":
      startSliding(b, 6, operator);
      b.addFieldInt8(3, ACTIVATIONS.indexOf(operator.activation), 0);
      return [OPTIONS.convolution, b.endObject()];
    case "DEPTHWISE_CONV_2D":
      startSliding(b, 7, operator);
      b.addFieldInt32(3, operator.depthMultiplier, 0);
      b.addFieldInt8(4, ACTIVATIONS.indexOf(operator.activation), 0);
      return [OPTIONS.depthwise, b.endObject()];
    case "AVERAGE_POOL_2D":
    case "MAX_POOL_2D":
      startSliding(b, 6, operator);
      b.addFieldInt32(3, operator.filterWidth, 0);
      b.addFieldInt32(4, operator.filterHeight, 0);
      b.addFieldInt8(5, ACTIVATIONS.indexOf(operator.activation), 0);
      return [OPTIONS.pool, b.endObject()];
    case "FULLY_CONNECTED":
      b.startObject(4);
      b.addFieldInt8(0, ACTIVATIONS.indexOf(operator.activation), 0);
      return [OPTIONS.fullyConnected, b.endObject()];
    default:
      return [OPTIONS.none, 0];
  }
}

function startSliding(
  b: Builder,
  fields: number,
  settings: { padding: TflitePadding; strideWidth: number; strideHeight: number },
): void {
  b.startObject(fields);
  b.addFieldInt8(0, PADDINGS.indexOf(settings.padding), 0);
  b.addFieldInt32(1, settings.strideWidth, 0);
  b.addFieldInt32(2, settings.strideHeight, 0);
}

/** Typed arrays hold little-endian numbers on every machine that Node runs on, as the file does. */
function bufferOf(b: Builder, data: Int8Array | Int32Array | Float32Array): Offset {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  b.prep(DATA_ALIGNMENT, bytes.length);
  const at = b.createByteVector(bytes);
  b.startObject(3);
  b.addFieldOffset(0, at, 0);
  return b.endObject();
}

function emptyTable(b: Builder, fields: number): Offset {
  b.startObject(fields);
  return b.endObject();
}

const int32s = (b: Builder, values: readonly number[]) => vector(b, values, 4, (value) => b.addInt32(value));
const offsets = (b: Builder, values: readonly Offset[]) => vector(b, values, 4, (value) => b.addOffset(value));

/** FlatBuffers are written from the end to the start, so vectors are too. */
function vector(b: Builder, values: readonly number[], bytesEach: number, add: (value: number) => void): Offset {
  b.startVector(bytesEach, values.length, bytesEach);
  for (const value of values.toReversed()) add(value);
  return b.endVector();
}
