import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addCounts, countsOf, detectionScore, NOTHING_DETECTED, timingError } from "./detection.ts";
import { matchEvents } from "./matching.ts";

const counted = fc.record({ hits: fc.nat(50), missed: fc.nat(50), falseAlarms: fc.nat(50) });

describe("how well events were found", () => {
  test("says sensitivity, positive predictive value and their harmonic mean", () => {
    expect(detectionScore({ hits: 30, missed: 10, falseAlarms: 20 })).toEqual({
      sensitivity: 0.75,
      ppv: 0.6,
      f1: 60 / 90,
      support: 40,
    });
  });

  test("is 0 to 1 and never not a number, whatever was counted", () => {
    fc.assert(
      fc.property(counted, counted, (a, b) => {
        const { sensitivity, ppv, f1, support } = detectionScore(addCounts(a, b));
        expect(support).toBe(a.hits + a.missed + b.hits + b.missed);
        for (const each of [sensitivity, ppv, f1]) expect(each >= 0 && each <= 1).toBe(true);
        if (sensitivity > 0) expect(f1).toBeCloseTo(2 / (1 / sensitivity + 1 / ppv));
      }),
    );
    expect(detectionScore(NOTHING_DETECTED)).toEqual({ sensitivity: 0, ppv: 0, f1: 0, support: 0 });
  });

  test("tells how late: the middle of the errors, and what 95 of 100 stay within", () => {
    const truth = Array.from({ length: 20 }, (_, i) => ({ startUs: i * 1000, endUs: i * 1000, hand: null }));
    const found = truth.map((one, i) => ({ ...one, startUs: one.startUs + i - 5, endUs: one.endUs + i - 5 }));
    const matching = matchEvents(truth, found, { by: "moment", withinUs: 100 });
    expect(countsOf(matching)).toEqual({ hits: 20, missed: 0, falseAlarms: 0 });
    expect(timingError(matching)).toEqual({ medianUs: 4, medianAbsoluteUs: 5, p95AbsoluteUs: 13 });
    expect(timingError(matchEvents(truth, [], { by: "moment", withinUs: 1 }))).toBeNull();
  });
});
