import fc from "fast-check";
import { expect, test } from "vitest";
import { paretoFront } from "./pareto.ts";

test("what is worse in something and better in nothing is not on the front; equals are", () => {
  const of = (gain: number, ...costs: number[]) => ({ gain, costs });
  expect(paretoFront([of(0.9, 100, 5), of(0.8, 50, 5), of(0.7, 60, 5), of(0.9, 100, 5)])).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test("the best gain and the least of each cost are always on it, and what is not is beaten by one that is", () => {
  const one = fc.record({ gain: fc.nat(9), costs: fc.tuple(fc.nat(9), fc.nat(9)) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (all) => {
      const front = paretoFront(all);
      const kept = all.filter((_, i) => front[i]);
      expect(Math.max(...kept.map(({ gain }) => gain))).toBe(Math.max(...all.map(({ gain }) => gain)));
      for (const cost of [0, 1]) {
        const least = (list: typeof all) => Math.min(...list.map(({ costs }) => costs[cost]!));
        expect(least(kept)).toBe(least(all));
      }
      for (const [i, { gain, costs }] of all.entries()) {
        if (front[i]) continue;
        expect(kept.some((k) => k.gain >= gain && k.costs.every((cost, c) => cost <= costs[c]!))).toBe(true);
      }
    }),
  );
});
