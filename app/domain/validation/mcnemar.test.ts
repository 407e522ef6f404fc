import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mcnemar } from "./mcnemar.ts";

describe("McNemar's test", () => {
  test("gives the published value of a large sample: 25 against 15", () => {
    // The worked example of mlxtend's documentation: chi-square 2.025, p = 0.154728923485
    expect(mcnemar(25, 15)).toBeCloseTo(0.154728923485, 11);
  });

  test("gives the exact value of a small sample: 1 against 7", () => {
    // The worked example of Fagerland, Lydersen and Laake (2013): exact conditional p = 0.0703
    expect(mcnemar(1, 7)).toBeCloseTo(0.0703, 4);
    expect(mcnemar(1, 11)).toBe((2 * (1 + 11 + 1)) / 2 ** 12);
  });

  test("goes on where the tail is far out", () => {
    // (121 - 59 - 1)^2 / 180 = 20.672 with one degree of freedom
    expect(mcnemar(121, 59) / 5.4497e-6).toBeCloseTo(1, 3);
    expect(mcnemar(2500, 0)).toBe(0);
  });

  test("says nothing where nobody differs, and does not care who is first", () => {
    expect(mcnemar(0, 0)).toBe(1);
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const p = mcnemar(a, b);
        expect(p).toBe(mcnemar(b, a));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("gets smaller the more the two differ, without a step where the series gives way to the fraction", () => {
    const values = Array.from({ length: 200 }, (_, i) => mcnemar(200 + i, 200 - i));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });
});
