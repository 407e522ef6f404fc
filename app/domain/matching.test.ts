import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matchable, type MatchRule, matchEvents, momentOf, overlapOf } from "./matching.ts";

const at = (startUs: number, endUs: number, hand: Matchable["hand"] = null): Matchable => ({ startUs, endUs, hand });

const someEvents = fc.array(
  fc
    .record({
      startUs: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 0, max: 12 }),
      hand: fc.constantFrom("left" as const, "right" as const, null),
      peak: fc.option(fc.integer({ min: 0, max: 12 })),
    })
    .map(({ startUs, length, hand, peak }) => ({
      startUs,
      endUs: startUs + length,
      hand,
      peakUs: peak === null ? null : startUs + Math.min(peak, length),
    })),
  { maxLength: 7 },
);
const someRule: fc.Arbitrary<MatchRule> = fc.oneof(
  fc.record({ by: fc.constant("overlap" as const), atLeast: fc.constantFrom(0, 0.2, 0.5, 0.8) }),
  fc.record({ by: fc.constant("moment" as const), withinUs: fc.integer({ min: 0, max: 8 }) }),
);

function mayMatch(a: Matchable, b: Matchable, rule: MatchRule): boolean {
  if (a.hand !== null && b.hand !== null && a.hand !== b.hand) return false;
  if (rule.by === "moment") return Math.abs(momentOf(a) - momentOf(b)) <= rule.withinUs;
  return overlapOf(a, b) > 0 && overlapOf(a, b) >= rule.atLeast;
}

/** As many pairs as there can be, by trying everything. */
function mostPairs(truth: readonly Matchable[], found: readonly Matchable[], rule: MatchRule): number {
  const [first, ...others] = truth;
  if (first === undefined) return 0;
  const without = mostPairs(others, found, rule);
  const withEach = found.map((one, i) =>
    mayMatch(first, one, rule) ? 1 + mostPairs(others, found.toSpliced(i, 1), rule) : 0,
  );
  return Math.max(without, ...withEach);
}

describe("matching found segments with true ones", () => {
  test("makes as many pairs as brute force can, each allowed and each segment used once", () => {
    fc.assert(
      fc.property(someEvents, someEvents, someRule, (truth, found, rule) => {
        const { pairs, missed, falseAlarms } = matchEvents(truth, found, rule);
        expect(pairs.length).toBe(mostPairs(truth, found, rule));
        for (const pair of pairs) expect(mayMatch(truth[pair.truth]!, found[pair.found]!, rule)).toBe(true);
        const places = (list: readonly unknown[]) => list.map((_, i) => i);
        expect([...pairs.map((pair) => pair.truth), ...missed].sort((a, b) => a - b)).toEqual(places(truth));
        expect([...pairs.map((pair) => pair.found), ...falseAlarms].sort((a, b) => a - b)).toEqual(places(found));
      }),
      { numRuns: 500 },
    );
  });

  test("does not depend on the order of the lists for how many it finds", () => {
    fc.assert(
      fc.property(someEvents, someEvents, someRule, (truth, found, rule) => {
        const turned = matchEvents(truth.toReversed(), found.toReversed(), rule);
        expect(turned.pairs.length).toBe(matchEvents(truth, found, rule).pairs.length);
      }),
    );
  });

  test("is not greedy: the best single pair gives way where two pairs fit", () => {
    // The second found one lies best on the first true one, but only the first true one can take the first found one.
    const truth = [at(0, 10), at(8, 18)];
    const found = [at(0, 5), at(2, 12)];
    const { pairs } = matchEvents(truth, found, { by: "overlap", atLeast: 0.2 });
    expect(pairs.map((pair) => [pair.truth, pair.found])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test("prefers the pair that lies better where only one fits, and says by how much it is late", () => {
    const { pairs, falseAlarms } = matchEvents([at(100, 200)], [at(60, 160), at(110, 210)], {
      by: "overlap",
      atLeast: 0.1,
    });
    expect(pairs).toEqual([{ truth: 0, found: 1, overlap: 90 / 110, errorUs: 10 }]);
    expect(falseAlarms).toEqual([0]);
  });

  test("keeps left and right apart, and takes a segment of no hand for either", () => {
    const rule: MatchRule = { by: "moment", withinUs: 5 };
    expect(matchEvents([at(0, 10, "left")], [at(0, 10, "right")], rule).pairs).toEqual([]);
    expect(matchEvents([at(0, 10, "left")], [at(0, 10)], rule).pairs).toHaveLength(1);
  });

  test("an event matches the stretch that holds it", () => {
    const rule: MatchRule = { by: "overlap", atLeast: 0.5 };
    expect(matchEvents([at(150, 150)], [at(100, 200)], rule).pairs).toHaveLength(1);
    expect(matchEvents([at(250, 250)], [at(100, 200)], rule).missed).toEqual([0]);
  });

  test("lengthens a chain of a thousand", () => {
    // Every found one lies best on the true one before its own, so all have to move by one for the last to fit.
    const truth = Array.from({ length: 1000 }, (_, i) => at(i * 10, i * 10 + 10));
    const found = Array.from({ length: 1000 }, (_, i) => at(i * 10 - 6, i * 10 + 4));
    expect(matchEvents(truth, found, { by: "overlap", atLeast: 0.2 }).pairs).toHaveLength(1000);
  });
});
