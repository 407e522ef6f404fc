import fc from "fast-check";
import { expect, it } from "vitest";
import type { Candidate } from "../../../training/training.ts";
import { firstWish } from "../../../training/wish.ts";
import { COSTS, frontOf, rowsOf, scaleOf, sortedBy } from "./candidates.ts";

const { plan } = firstWish([], null);
const candidate = (int8: number, flashBytes: number): Candidate => ({
  plan,
  float: int8,
  int8,
  cost: { flashBytes, ramBytes: 100, instructions: 5000 - flashBytes, by: "predicted" },
  onFront: false,
});
const some = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5000 })), { minLength: 1 })
  .map((list) => rowsOf(list.map(([int8, flash]) => candidate(int8, flash))));

it("draws a line through what each byte buys: dearer ones only where they are better", () => {
  const rows = rowsOf([candidate(0.9, 3000), candidate(0.8, 1000), candidate(0.7, 2000), candidate(0.8, 1500)]);
  expect(frontOf(rows, "flashBytes").map(({ id }) => id)).toEqual(["1", "0"]);
});

it("never draws a line that goes down, and ends it at the best", () => {
  fc.assert(
    fc.property(some, fc.constantFrom(...COSTS), (rows, cost) => {
      const front = frontOf(rows, cost);
      for (const [i, row] of front.entries()) {
        if (i === 0) continue;
        expect(row.int8).toBeGreaterThan(front[i - 1]!.int8);
        expect(row.cost[cost]).toBeGreaterThan(front[i - 1]!.cost[cost]);
      }
      expect(front.at(-1)!.int8).toBe(Math.max(...rows.map(({ int8 }) => int8)));
    }),
  );
});

it("leaves room for every candidate", () => {
  fc.assert(
    fc.property(some, (rows) => {
      const { most, low, high } = scaleOf(rows, "flashBytes");
      for (const { int8, cost } of rows)
        expect(int8 >= low && int8 <= high && cost.flashBytes <= most && low < high).toBe(true);
    }),
  );
});

it("marks costs in round numbers", () => {
  const most = (flashBytes: number) => scaleOf(rowsOf([candidate(0.9, flashBytes)]), "flashBytes").most;
  expect([20_678, 11_638, 4_756, 1].map(most)).toEqual([24_000, 12_000, 6_000, 4]);
});

it("sorts by what a column shows", () => {
  const rows = rowsOf([candidate(0.9, 3000), candidate(0.8, 1000)]);
  expect(sortedBy(rows, "f1", "descending").map(({ id }) => id)).toEqual(["0", "1"]);
  expect(sortedBy(rows, "flashBytes", "ascending").map(({ id }) => id)).toEqual(["1", "0"]);
});
