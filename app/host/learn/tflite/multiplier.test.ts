import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fullyConnectedMultiplier, outputMultiplier, quantizedMultiplier } from "./multiplier.ts";

const realOf = ({ multiplier, shift }: { multiplier: number; shift: number }) => (multiplier / 2 ** 31) * 2 ** shift;

describe("a real number as multiplier and shift", () => {
  test("is within half a step of 2^-31 of the number, and normalized", () => {
    const exponents = fc.integer({ min: -31, max: 29 });
    fc.assert(
      fc.property(exponents, fc.double({ min: 0.5, max: 1, maxExcluded: true, noNaN: true }), (exponent, fraction) => {
        const real = fraction * 2 ** exponent;
        const result = quantizedMultiplier(real);
        expect(result.multiplier).toBeGreaterThanOrEqual(2 ** 30);
        expect(result.multiplier).toBeLessThan(2 ** 31);
        expect(Number.isInteger(result.multiplier)).toBe(true);
        expect(Math.abs(realOf(result) - real)).toBeLessThanOrEqual(2 ** (exponent - 32));
      }),
    );
  });

  test("powers of two and their neighbours keep their exponent", () => {
    for (let exponent = -31; exponent < 30; exponent++) {
      expect(quantizedMultiplier(2 ** exponent)).toEqual({ multiplier: 2 ** 30, shift: exponent + 1 });
      const below = 2 ** exponent * (1 - 2 ** -53);
      expect(quantizedMultiplier(below)).toEqual({ multiplier: 2 ** 30, shift: exponent + 1 });
      const above = 2 ** exponent * (1 + 2 ** -30);
      expect(quantizedMultiplier(above)).toEqual({ multiplier: 2 ** 30 + 1, shift: exponent + 1 });
    }
  });

  test("what is too small becomes nothing, as in the interpreter", () => {
    const nothing = { multiplier: 0, shift: 0 };
    for (const real of [0, 5e-324, 2 ** -33, 2 ** -32 * (1 - 2 ** -30)])
      expect(quantizedMultiplier(real)).toEqual(nothing);
    expect(quantizedMultiplier(2 ** -32 * (1 - 2 ** -40))).toEqual({ multiplier: 2 ** 30, shift: -31 });
  });

  test("what no layer can scale by is refused", () => {
    for (const real of [-1, Number.NaN, Infinity, 2 ** 30]) expect(() => quantizedMultiplier(real)).toThrow(RangeError);
  });

  test("scales count as float32, their product does not", () => {
    const exact = (Math.fround(0.1) * Math.fround(0.2)) / Math.fround(0.3);
    expect(outputMultiplier(0.1, 0.2, 0.3)).toEqual(quantizedMultiplier(exact));
  });

  test("a fully connected layer with one scale multiplies its scales as float32", () => {
    const rounded = Math.fround(Math.fround(0.1) * Math.fround(0.2)) / Math.fround(0.3);
    expect(fullyConnectedMultiplier(0.1, 0.2, 0.3)).toEqual(quantizedMultiplier(rounded));
    expect(fullyConnectedMultiplier(0.1, 0.2, 0.3)).not.toEqual(outputMultiplier(0.1, 0.2, 0.3));
  });
});
