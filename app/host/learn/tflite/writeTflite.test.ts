import fc from "fast-check";
import { ByteBuffer } from "flatbuffers";
import { describe, expect, test } from "vitest";
import type { TfliteModel, TfliteOperator, TfliteTensor } from "./model.ts";
import { writeTflite } from "./writeTflite.ts";

/** A table of a FlatBuffer, walked by its raw layout, so that the writer is not proved by its own helpers. */
class Table {
  readonly bytes: DataView;
  readonly at: number;
  constructor(bytes: DataView, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  place(field: number): number | null {
    const list = this.at - this.bytes.getInt32(this.at, true);
    if (4 + 2 * field >= this.bytes.getUint16(list, true)) return null;
    const offset = this.bytes.getUint16(list + 4 + 2 * field, true);
    return offset === 0 ? null : this.at + offset;
  }
  int8(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === null ? otherwise : this.bytes.getInt8(place);
  }
  int32(field: number, otherwise = 0): number {
    const place = this.place(field);
    return place === null ? otherwise : this.bytes.getInt32(place, true);
  }
  table(field: number): Table | null {
    const place = this.place(field);
    return place === null ? null : new Table(this.bytes, place + this.bytes.getUint32(place, true));
  }
  vector<T>(field: number, bytesEach: number, read: (place: number) => T): T[] {
    const place = this.place(field);
    if (place === null) return [];
    const start = place + this.bytes.getUint32(place, true);
    const count = this.bytes.getUint32(start, true);
    return Array.from({ length: count }, (_, i) => read(start + 4 + i * bytesEach));
  }
  tables = (field: number) =>
    this.vector(field, 4, (place) => new Table(this.bytes, place + this.bytes.getUint32(place, true)));
  int32s = (field: number) => this.vector(field, 4, (place) => this.bytes.getInt32(place, true));
  float32s = (field: number) => this.vector(field, 4, (place) => this.bytes.getFloat32(place, true));
  int64s = (field: number) => this.vector(field, 8, (place) => Number(this.bytes.getBigInt64(place, true)));
  raw = (field: number) => this.vector(field, 1, (place) => this.bytes.getUint8(place));
  text = (field: number) => new TextDecoder().decode(Uint8Array.from(this.raw(field)));
  /** Where the first byte of a vector lies in the file. */
  start(field: number): number {
    const place = this.place(field)!;
    return place + this.bytes.getUint32(place, true) + 4;
  }
}

const rootOf = (file: Uint8Array) => {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return new Table(bytes, bytes.getUint32(0, true));
};

const bytesOf = (data: NonNullable<TfliteTensor["data"]>) => [
  ...new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
];

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const places = fc.array(fc.nat(20), { maxLength: 4 });
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const tensor: fc.Arbitrary<TfliteTensor> = fc.record(
  {
    name: fc.string({ unit: "grapheme", maxLength: 12 }),
    shape: fc.array(fc.nat(300), { maxLength: 4 }),
    type: fc.constantFrom("float32", "int32", "int8"),
    quantization: fc.record({
      scales: fc.array(float32, { maxLength: 5 }),
      zeroPoints: fc.array(fc.integer({ min: -128, max: 127 }), { maxLength: 5 }),
      axis: fc.nat(3),
    }),
    data: fc.oneof(
      fc.int8Array({ maxLength: 40 }),
      fc.int32Array({ maxLength: 40 }),
      fc.float32Array({ maxLength: 40, noNaN: true }),
    ),
  },
  { requiredKeys: ["name", "shape", "type"] },
);
const common = { version: fc.integer({ min: 1, max: 12 }), inputs: places, outputs: places };
const activation = fc.constantFrom("none" as const, "relu" as const, "relu6" as const);
const stride = fc.integer({ min: 1, max: 9 });
const sliding = {
  ...common,
  padding: fc.constantFrom("same" as const, "valid" as const),
  strideWidth: stride,
  strideHeight: stride,
  activation,
};
const operator: fc.Arbitrary<TfliteOperator> = fc.oneof(
  fc.record({ ...sliding, kind: fc.constant("CONV_2D" as const) }),
  fc.record({ ...sliding, kind: fc.constant("DEPTHWISE_CONV_2D" as const), depthMultiplier: stride }),
  fc.record({
    ...sliding,
    kind: fc.constantFrom("AVERAGE_POOL_2D" as const, "MAX_POOL_2D" as const),
    filterWidth: stride,
    filterHeight: stride,
  }),
  fc.record({ ...common, kind: fc.constant("FULLY_CONNECTED" as const), activation }),
  fc.record({ ...common, kind: fc.constantFrom("RELU" as const, "RELU6" as const, "RESHAPE" as const) }),
);
const model: fc.Arbitrary<TfliteModel> = fc.record({
  description: fc.string({ unit: "grapheme", maxLength: 20 }),
  tensors: fc.array(tensor, { maxLength: 6 }),
  operators: fc.array(operator, { maxLength: 6 }),
  inputs: fc.array(int32, { maxLength: 3 }),
  outputs: fc.array(int32, { maxLength: 3 }),
});

/** Schema numbers of what the tests write, spelled out a second time on purpose. */
const CODES = {
  ADD: 0,
  AVERAGE_POOL_2D: 1,
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 4,
  FULLY_CONNECTED: 9,
  MAX_POOL_2D: 17,
  RELU: 19,
  RELU6: 21,
  RESHAPE: 22,
};
const ACTIVATIONS = { none: 0, relu: 1, relu6: 3 };

function expectSliding(
  options: Table | null,
  written: { padding: string; strideWidth: number; strideHeight: number },
): void {
  expect(options!.int8(0)).toBe(written.padding === "same" ? 0 : 1);
  expect([options!.int32(1), options!.int32(2)]).toEqual([written.strideWidth, written.strideHeight]);
}

function expectOptions(table: Table, written: TfliteOperator): void {
  const options = table.table(4);
  switch (written.kind) {
    case "CONV_2D":
      expectSliding(options, written);
      expect([table.int8(3), options!.int8(3)]).toEqual([1, ACTIVATIONS[written.activation]]);
      expect([options!.int32(4, 1), options!.int32(5, 1)]).toEqual([1, 1]); // dilation
      break;
    case "DEPTHWISE_CONV_2D":
      expectSliding(options, written);
      expect([table.int8(3), options!.int32(3)]).toEqual([2, written.depthMultiplier]);
      expect(options!.int8(4)).toBe(ACTIVATIONS[written.activation]);
      break;
    case "AVERAGE_POOL_2D":
    case "MAX_POOL_2D":
      expectSliding(options, written);
      expect([table.int8(3), options!.int32(3), options!.int32(4)]).toEqual([
        5,
        written.filterWidth,
        written.filterHeight,
      ]);
      expect(options!.int8(5)).toBe(ACTIVATIONS[written.activation]);
      break;
    case "FULLY_CONNECTED":
      expect([table.int8(3), options!.int8(0)]).toEqual([8, ACTIVATIONS[written.activation]]);
      break;
    default:
      expect(table.int8(3)).toBe(0);
      expect(options).toBeNull();
  }
}

describe("a .tflite file", () => {
  test("holds every number of the model at its place in the schema", () => {
    fc.assert(
      fc.property(model, (written) => {
        const root = rootOf(writeTflite(written));
        expect(root.int32(0)).toBe(3);
        expect(root.text(3)).toBe(written.description);
        const [graph, ...others] = root.tables(2);
        expect(others).toEqual([]);
        expect(graph!.int32s(1)).toEqual(written.inputs);
        expect(graph!.int32s(2)).toEqual(written.outputs);

        const buffers = root.tables(4);
        const tensors = graph!.tables(0);
        expect(tensors.length).toBe(written.tensors.length);
        for (const [i, { name, shape, type, quantization, data }] of written.tensors.entries()) {
          const table = tensors[i]!;
          expect(table.text(3)).toBe(name);
          expect(table.int32s(0)).toEqual(shape);
          expect(table.int8(1)).toBe({ float32: 0, int32: 2, int8: 9 }[type]);
          const read = table.table(4);
          expect(read?.float32s(2)).toEqual(quantization?.scales);
          expect(read?.int64s(3)).toEqual(quantization?.zeroPoints);
          expect(read?.int32(6)).toBe(quantization?.axis);
          expect(buffers[table.int32(2)]!.raw(0)).toEqual(data ? bytesOf(data) : []);
          expect(table.int32(2) === 0).toBe(data === undefined);
        }

        const codes = root.tables(1).map((code) => [code.int8(0), code.int32(2, 1), code.int32(3)]);
        const operators = graph!.tables(3);
        expect(operators.length).toBe(written.operators.length);
        for (const [i, operator] of written.operators.entries()) {
          const table = operators[i]!;
          const code = CODES[operator.kind];
          expect(codes[table.int32(0)]).toEqual([code, operator.version, code]);
          expect(table.int32s(1)).toEqual(operator.inputs);
          expect(table.int32s(2)).toEqual(operator.outputs);
          expectOptions(table, operator);
        }
        expect(new Set(codes.map(String)).size).toBe(codes.length);
      }),
    );
  });

  test("carries the identifier, and constants that a memory-mapped file can be read from", () => {
    fc.assert(
      fc.property(model, (written) => {
        const file = writeTflite(written);
        expect(new ByteBuffer(file).__has_identifier("TFL3")).toBe(true);
        for (const buffer of rootOf(file).tables(4).slice(1)) {
          if (buffer.place(0) !== null) expect(buffer.start(0) % 16).toBe(0);
        }
      }),
    );
  });
});
