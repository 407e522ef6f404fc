import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wireBytes } from "./encode.ts";
import { RowDecoder } from "./rowDecoder.ts";
import { collect, inPieces } from "./testing.ts";

describe("version 1: bare rows", () => {
  it("decodes the row of streaming.md E1", () => {
    const row = Uint8Array.from([0x62, 0xff, 0x39, 0x01, 0x4d, 0x10, 0, 0, 0xfe, 0xff, 0x1e, 0xff]);
    expect(collect(new RowDecoder(12, "int16"), [row]).values).toEqual([-158, 313, 4173, 0, -2, -226]);
  });

  it("decodes the float row of streaming.md E7", () => {
    const row = Uint8Array.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf, 0x0a, 0xe8, 0x1c, 0x41]);
    const values = collect(new RowDecoder(12, "float32"), [row]).values;
    expect(values.slice(0, 2)).toEqual([1, -0.5]);
    expect(values[2]).toBeCloseTo(9.80665, 5);
  });

  it("gives back every row however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 18 }),
        fc.array(fc.integer({ min: -32768, max: 32767 }), { maxLength: 400 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 70 })),
        (columns, values, sizes) => {
          const whole = Int16Array.from(values.slice(0, values.length - (values.length % columns)));
          const decoder = new RowDecoder(columns * 2, "int16");
          expect(collect(decoder, inPieces(wireBytes(whole), sizes)).values).toEqual([...whole]);
        },
      ),
    );
  });
});
