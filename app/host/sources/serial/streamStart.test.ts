import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configLine } from "../ssi/encode.ts";
import { StreamStart } from "./streamStart.ts";

const line = configLine({ sample_rate: 119, samples_per_packet: 6, column_location: { AccelerometerX: 0 } });

/** Everything from the first byte of data on. */
function dataOf(bytes: readonly number[], size: number): number[] | null {
  const start = new StreamStart();
  for (let at = 0; at < bytes.length; at += size) {
    const data = start.push(Uint8Array.from(bytes.slice(at, at + size)));
    if (data) return [...data, ...bytes.slice(at + size)];
  }
  return null;
}

describe("the first byte of data", () => {
  it("is the one behind the last description, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.array(fc.nat(255), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (lines, rows, size) => {
          // Rows of a sensor hold zeros; what is readable to its very end could not be told from a description.
          const data = [...rows, 0, 0];
          const before = Array.from({ length: lines }, () => [...line]).flat();
          expect(dataOf([...before, ...data], size)).toEqual(data);
        },
      ),
    );
  });

  it("may itself be an opening brace", () => {
    expect(dataOf([...line, 0x7b, 0x22, 0x01, 0x00], 7)).toEqual([0x7b, 0x22, 0x01, 0x00]);
  });

  it("has not come while a description is under way", () => {
    expect(dataOf([...line, ...line.subarray(0, 30)], 500)).toBeNull();
  });
});
