import fc from "fast-check";
import { expect, test } from "vitest";
import { Columns, lineColumns } from "./columns.ts";

test("a column without samples has its low above its high, also after its slot is used again", () => {
  const columns = new Columns(2, 4);
  columns.widen(1, 2, -3, 5);
  columns.flags[2] = 1;
  expect(columns.extremes(1)).toEqual({ low: -3, high: 5 });
  columns.clearSlot(2);
  expect(columns.extremes(1).low).toBeGreaterThan(columns.extremes(1).high);
  expect(columns.flags[2]).toBe(0);
});

test("a line fills every column it crosses, without a hole and without leaving its two ends", () => {
  const number = fc.double({ min: -1000, max: 1000, noNaN: true });
  const position = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(position, position, number, number, (a, b, v0, v1) => {
      const [x0, x1] = a <= b ? [a, b] : [b, a];
      const seen: { column: number; low: number; high: number }[] = [];
      lineColumns(x0, v0, x1, v1, (column, low, high) => seen.push({ column, low, high }));
      const firstColumn = Math.floor(x0);
      expect(seen.map((s) => s.column)).toEqual(
        Array.from({ length: Math.floor(x1) - firstColumn + 1 }, (_, i) => firstColumn + i),
      );
      for (const [i, part] of seen.entries()) {
        expect(part.low).toBeLessThanOrEqual(part.high);
        expect(part.low).toBeGreaterThanOrEqual(Math.min(v0, v1) - 1e-6);
        expect(part.high).toBeLessThanOrEqual(Math.max(v0, v1) + 1e-6);
        const next = seen[i + 1];
        if (next) expect(next.low <= part.high + 1e-6 && next.high >= part.low - 1e-6).toBe(true);
      }
      expect(Math.min(...seen.map((s) => s.low))).toBeCloseTo(Math.min(v0, v1), 6);
      expect(Math.max(...seen.map((s) => s.high))).toBeCloseTo(Math.max(v0, v1), 6);
    }),
  );
});
