import { expect, test } from "vitest";
import { Tally } from "./tally.ts";

test("differences are counted, and the first of them can be found again", () => {
  const tally = new Tally();
  tally.add(7, Int8Array.of(1, 2, 3), Int8Array.of(1, 2, 3));
  tally.add(8, Int8Array.of(1, -128, 3), Int8Array.of(1, 127, 4));
  tally.add(9, Int8Array.of(0), Int8Array.of(1));
  expect(tally.figures()).toEqual({
    outputs: 7,
    differing: 3,
    differingNetworks: 2,
    largestDifference: 255,
    first: { seed: 8, output: 1, engine: -128, tflite: 127 },
  });
});

test("lists of unlike length cannot be compared", () => {
  expect(() => new Tally().add(1, Int8Array.of(1), Int8Array.of(1, 2))).toThrow();
});
