import fc from "fast-check";
import { expect, test } from "vitest";
import { channelWith, countSize, endsOf } from "./channelEnds.ts";

const needs = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 };

test("the ends of a channel are in units of the glove, and make the very channel again", () => {
  const size = countSize(needs, "acceleration");
  // 127 stands for 4 g, a quarter of 32768 counts.
  expect(endsOf({ multiplier: Math.round((127 * 65_536) / 8192), zero: 0 }, size)[1]).toBeCloseTo(4, 6);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 24 }),
      fc.integer({ min: -128, max: 127 }),
      fc.double({ min: 1e-6, max: 10, noNaN: true }),
      (multiplier, zero, unit) => {
        expect(channelWith(endsOf({ multiplier, zero }, unit), unit)).toEqual({ multiplier, zero });
      },
    ),
  );
});
