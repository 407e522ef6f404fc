import fc from "fast-check";
import { expect, it } from "vitest";
import { firstAtOrAfter } from "./sorted.ts";

it("finds where a value would stand in a sorted list, before those that equal it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, value) => {
      const sorted = values.toSorted((a, b) => a - b);
      const found = sorted.findIndex((each) => each >= value);
      expect(firstAtOrAfter(sorted, value)).toBe(found === -1 ? sorted.length : found);
    }),
  );
});
