import fc from "fast-check";
import { expect, test } from "vitest";
import type { SampleSlice } from "#contract/slice.ts";
import { EMPTY, LOST } from "../columns.ts";
import { LiveColumns } from "./liveColumns.ts";
import { SampleRing } from "./sampleRing.ts";

function slice(firstIndex: number, values: number[]): SampleSlice {
  return {
    key: 1,
    sampleType: "int16",
    width: 1,
    runs: [{ firstIndex, rows: values.length }],
    values: Int16Array.from(values),
  };
}

test("the ring keeps the newest rows, and what was lost stays a hole", () => {
  const ring = new SampleRing("int16", 1, 4);
  expect(ring.empty).toBe(true);
  ring.push(slice(100, [1, 2, 3]));
  ring.push(slice(104, [5]));
  expect([99, 100, 101, 102, 103, 104, 105].map((i) => ring.has(i))).toEqual([
    false,
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
  expect(ring.value(104, 0)).toBe(5);
});

test("rows of another shape are refused, a count that went back starts anew", () => {
  const ring = new SampleRing("int16", 1, 8);
  expect(ring.push({ ...slice(0, [1, 2]), width: 2, runs: [{ firstIndex: 0, rows: 1 }] })).toBe(false);
  ring.push(slice(500, [1, 2]));
  ring.push(slice(0, [7]));
  expect([ring.start, ring.end, ring.value(0, 0)]).toEqual([0, 1, 7]);
});

test("a hole is marked, rows after it are drawn again, and nothing joins the two sides", () => {
  const ring = new SampleRing("int16", 1, 100);
  const live = new LiveColumns(ring, 10, 1);
  ring.push(slice(50, [100, 100]));
  ring.push(slice(54, [-100]));
  live.advance();
  const at = (column: number) => ({ flags: live.columns.flags[column % 10], low: live.columns.low[column % 10] });
  expect(at(51)).toEqual({ flags: 0, low: 100 });
  expect(at(52).flags).toBe(LOST | EMPTY);
  expect(at(53).flags).toBe(LOST | EMPTY);
  expect(at(54)).toEqual({ flags: LOST, low: -100 });
});

test("whatever the packets, the picture equals the one painted afresh from the same ring", () => {
  const packets = fc.array(
    fc.record({
      hole: fc.nat(6),
      values: fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(packets, fc.constantFrom(0.21, 1, 3.3), (sent, perRow) => {
      const ring = new SampleRing("int16", 1, 400);
      const width = 16;
      const live = new LiveColumns(ring, width, perRow);
      let next = 20;
      let moved = 0;
      for (const { hole, values } of sent) {
        ring.push(slice(next + hole, values));
        next += hole + values.length;
        moved += live.advance();
      }
      const fresh = new LiveColumns(ring, width, perRow);
      fresh.advance();
      const newest = Math.floor((ring.end - 1) * perRow);
      // Columns older than the fresh picture's first row are blank there; all others are in both.
      for (let column = Math.max(newest - width + 1, Math.ceil(ring.start * perRow)); column <= newest; column++) {
        const slot = column % width;
        expect([live.columns.low[slot], live.columns.high[slot], live.columns.flags[slot]]).toEqual([
          fresh.columns.low[slot],
          fresh.columns.high[slot],
          fresh.columns.flags[slot],
        ]);
      }
      expect(moved).toBeGreaterThanOrEqual(Math.min(1, next));
    }),
  );
});

test("a peak of one sample is in the picture whatever the scale", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 299 }), fc.constantFrom(0.05, 0.37, 1, 2.5), (peak, perRow) => {
      const ring = new SampleRing("int16", 1, 300);
      ring.push(
        slice(
          0,
          Array.from({ length: 300 }, (_, i) => (i === peak ? 30_000 : 3)),
        ),
      );
      const live = new LiveColumns(ring, Math.ceil(300 * perRow), perRow);
      live.advance();
      expect(live.columns.extremes(0).high).toBe(30_000);
    }),
  );
});
