import fc from "fast-check";
import { expect, test } from "vitest";
import { CalmScale, niceCeil, rangeFor } from "./yScale.ts";

test("steps are 1, 2 and 5 of each power of ten and never below what they must show", () => {
  expect([0.3, 1, 1.01, 4, 16, 1999, 2000].map(niceCeil)).toEqual([0.5, 1, 2, 5, 20, 2000, 2000]);
  expect(niceCeil(Number.MIN_VALUE)).toBe(1);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value) => {
      expect(niceCeil(value) * (1 + 1e-6)).toBeGreaterThanOrEqual(value);
      expect(niceCeil(value)).toBeLessThanOrEqual(value * 2.5 * (1 + 1e-6));
    }),
  );
});

test("motion is even about zero; a bare converter starts at zero", () => {
  expect(rangeFor(-0.4, 12, true)).toEqual({ min: -20, max: 20 });
  expect(rangeFor(3, 870, false)).toEqual({ min: 0, max: 1000 });
  expect(rangeFor(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true)).toEqual({ min: -1, max: 1 });
});

test("a punch widens the scale at once; it narrows only after three calm seconds", () => {
  const scale = new CalmScale();
  expect(scale.next(-1.2, 1.2, true, 0).max).toBe(2);
  expect(scale.next(-9, 15, true, 0.1).max).toBe(20);
  expect(scale.next(-1.2, 1.2, true, 1).max).toBe(20);
  expect(scale.next(-1.2, 1.2, true, 3.9).max).toBe(20);
  expect(scale.next(-1.2, 1.2, true, 4.1).max).toBe(2);
});

test("whatever comes, nothing leaves the picture", () => {
  const value = fc.double({ min: -2000, max: 2000, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value)), (views) => {
      const scale = new CalmScale();
      views.forEach(([a, b], s) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        const range = scale.next(low, high, true, s);
        expect(range.min).toBeLessThanOrEqual(low * (1 - 1e-6) + 1e-9);
        expect(range.max * (1 + 1e-6)).toBeGreaterThanOrEqual(high);
      });
    }),
  );
});
