import fc from "fast-check";
import { expect, it } from "vitest";
import { fWords, shortNumber, shownFeatures, spanOf } from "./rows.ts";

const feature = (id: string, f: number | null) => ({ id, name: id, columns: [], parameters: [], f, classes: [] });
const all = [feature("mean(GyroX)", 3), feature("mean(Accel)", null), feature("kurtosis(GyroX)", 40)];
const ids = (typed: string, column: string, direction: "ascending" | "descending") =>
  shownFeatures(all, typed, { column, direction }).map(({ id }) => id);

it("has those that tell classes apart best first; one without any spread before all", () => {
  expect(ids("", "f", "descending")).toEqual(["mean(Accel)", "kurtosis(GyroX)", "mean(GyroX)"]);
  expect(ids("", "id", "ascending")[0]).toBe("kurtosis(GyroX)");
});

it("finds by all words that are typed", () => {
  expect(ids("gyro mean", "f", "descending")).toEqual(["mean(GyroX)"]);
});

it("writes numbers short", () => {
  expect([fWords(12.345), fWords(null), shortNumber(-0.00001), shortNumber(1234.5), shortNumber(0)]).toEqual([
    "12.3",
    "∞",
    "−1.0e−5",
    "1230",
    "0",
  ]);
});

it("leaves room for every class", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const spread = fc.tuple(value, value).map(([a, b]) => ({
    ...{ label: "Jab", segments: 2, mean: a, deviation: 1, lowerQuartile: a, median: a, upperQuartile: a },
    ...{ lowest: Math.min(a, b), highest: Math.max(a, b) },
  }));
  fc.assert(
    fc.property(fc.array(spread, { minLength: 1 }), (classes) => {
      const { low, high } = spanOf(classes);
      expect(low).toBeLessThan(high);
      for (const { lowest, highest } of classes) expect(lowest >= low && highest <= high).toBe(true);
    }),
  );
});
