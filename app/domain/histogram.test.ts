import fc from "fast-check";
import { expect, test } from "vitest";
import { binsFor, histogramOf } from "./histogram.ts";

test("values fall into the column whose middle is nearest, and what lies outside into the last one", () => {
  expect(histogramOf([-31, -9, 0, 4, 21, 500], { from: -20, step: 10, count: 5 })).toEqual([1, 1, 2, 0, 2]);
});

test("columns are as narrow as their number allows, of a round width, and zero is the middle of one", () => {
  expect(binsFor([-38, 12, 61], 24)).toEqual({ from: -40, step: 5, count: 21 });
  expect(binsFor([40, 90], 10)).toEqual({ from: 0, step: 10, count: 10 });
  expect(binsFor([], 24)).toEqual({ from: 0, step: 1, count: 1 });
});

test("no value is left out, whatever they are", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(value), fc.integer({ min: 3, max: 60 }), (values, most) => {
      const bins = binsFor(values, most);
      expect(bins.count).toBeLessThanOrEqual(most);
      expect(histogramOf(values, bins).reduce((sum, count) => sum + count, 0)).toBe(values.length);
      for (const each of values) {
        expect(each).toBeGreaterThanOrEqual(bins.from - bins.step);
        expect(each).toBeLessThanOrEqual(bins.from + bins.count * bins.step);
      }
    }),
  );
});
