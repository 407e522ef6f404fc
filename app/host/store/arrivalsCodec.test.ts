import fc from "fast-check";
import { expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { decodeArrivals, encodeArrivals } from "./arrivalsCodec.ts";

const timeUs = fc.integer({ min: -(2 ** 40), max: 2 ** 48 });
const arrivals = fc.array(fc.record({ index: fc.nat(), hostUs: timeUs, deviceUs: fc.option(timeUs, { nil: null }) }));

test("arrivals come back as they were, in any order and with device times missing", () => {
  fc.assert(
    fc.property(arrivals, (list) => {
      expect(decodeArrivals(encodeArrivals(list))).toEqual(list);
    }),
  );
});

test("bytes from elsewhere are refused or read, never more", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        expect(decodeArrivals(bytes).length).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
      }
    }),
  );
});

test("a glove's regular packets take few bytes each", () => {
  const list = Array.from({ length: 1000 }, (_, i) => ({ index: i * 6, hostUs: i * 12_605, deviceUs: i * 12_600 }));
  expect(encodeArrivals(list).length).toBeLessThan(8 * list.length);
});

test("numbers that no clock tells do not hang or break the ones beside them", () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300];
  for (const value of odd) {
    const list = [
      { index: value, hostUs: value, deviceUs: value },
      { index: 7, hostUs: 8, deviceUs: 9 },
    ];
    expect(decodeArrivals(encodeArrivals(list))[1]).toEqual(list[1]);
  }
});
