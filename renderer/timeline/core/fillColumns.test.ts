import fc from "fast-check";
import { expect, test } from "vitest";
import type { SampleSlice } from "#contract/slice.ts";
import { addToBins, binRows, emptyBins } from "#domain/pyramid.ts";
import { Columns, EMPTY, LOST } from "./columns.ts";
import { fillColumns, markGaps } from "./fillColumns.ts";
import type { Level, Piece } from "./streamTiles.ts";

/** All of `samples` as one piece, raw or as bins of a level. */
function piece(samples: Int16Array, channels: number, level: Level): Piece {
  const rows = samples.length / channels;
  const slice = (values: SampleSlice["values"], width: number, count: number): SampleSlice => ({
    key: 1,
    sampleType: "int16",
    width,
    runs: [{ firstIndex: 0, rows: count }],
    values,
  });
  if (level === "raw") return { level, fromIndex: 0, toIndex: rows, slice: slice(samples, channels, rows) };
  const bins = Math.ceil(rows / binRows(level));
  const values = emptyBins("int16", bins * channels * 2);
  addToBins(values, 0, level, channels, samples, 0);
  return { level, fromIndex: 0, toIndex: rows, slice: slice(values, channels * 2, bins) };
}

const level = fc.constantFrom<Level>("raw", 0, 1, 2);

test("a peak of one sample is seen at every zoom and every level, in its own column", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1999 }),
      level,
      fc.integer({ min: 5, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (peak, at, width, shift) => {
        const samples = new Int16Array(2000);
        samples[peak] = 31_000;
        const perRow = (width - 1) / 2000;
        const columns = new Columns(1, width);
        fillColumns(columns, [piece(samples, 1, at)], { x0: shift, perRow });
        expect(columns.high[Math.floor(shift + peak * perRow)]).toBe(31_000);
        expect(columns.extremes(0)).toEqual({ low: 0, high: 31_000 });
      },
    ),
  );
});

test("each column holds all its samples, and nothing that is not there", () => {
  const value = fc.integer({ min: -32768, max: 32767 });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 4, maxLength: 400 }),
      level,
      fc.integer({ min: 1, max: 90 }),
      (v, at, w) => {
        const channels = 2;
        const samples = Int16Array.from(v.slice(0, v.length - (v.length % channels)));
        const rows = samples.length / channels;
        const columns = new Columns(channels, w);
        const perRow = w / rows;
        fillColumns(columns, [piece(samples, channels, at)], { x0: 0, perRow });
        for (let channel = 0; channel < channels; channel++) {
          const own = Array.from({ length: rows }, (_, row) => samples[row * channels + channel]!);
          own.forEach((sample, row) => {
            const column = channel * w + Math.min(w - 1, Math.floor(row * perRow));
            expect(columns.low[column]).toBeLessThanOrEqual(sample);
            expect(columns.high[column]).toBeGreaterThanOrEqual(sample);
          });
          expect(columns.extremes(channel)).toEqual({ low: Math.min(...own), high: Math.max(...own) });
        }
      },
    ),
  );
});

test("cutting the samples into tiles draws the same picture", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 299 }), fc.double({ min: 0.1, max: 6, noNaN: true }), (cut, perRow) => {
      const samples = Int16Array.from({ length: 300 }, (_, i) => Math.round(9000 * Math.sin(i)));
      const whole = piece(samples, 1, "raw");
      const part = (from: number, to: number): Piece => ({
        level: "raw",
        fromIndex: from,
        toIndex: to,
        slice: { ...whole.slice, runs: [{ firstIndex: from, rows: to - from }], values: samples.slice(from, to) },
      });
      const [one, two] = [new Columns(1, 500), new Columns(1, 500)];
      fillColumns(one, [whole], { x0: 0, perRow });
      fillColumns(two, [part(0, cut), part(cut, 300)], { x0: 0, perRow });
      expect(two.low).toEqual(one.low);
      expect(two.high).toEqual(one.high);
    }),
  );
});

test("a gap of one row is marked at every zoom; only columns with nothing in them are empty", () => {
  const slice: SampleSlice = {
    key: 1,
    sampleType: "int16",
    width: 1,
    runs: [
      { firstIndex: 0, rows: 500 },
      { firstIndex: 501, rows: 499 },
    ],
    values: new Int16Array(999),
  };
  for (const [width, marked] of [
    [100, [50]],
    [4000, [2000, 2001, 2002, 2003]],
  ] as const) {
    const columns = new Columns(1, width);
    const line = { x0: 0, perRow: width / 1000 };
    fillColumns(columns, [{ level: "raw", fromIndex: 0, toIndex: 1000, slice }], line);
    markGaps(columns, [{ firstIndex: 500, rows: 1, reason: "lost", exact: true }], line);
    const empty = width > 1000 ? LOST | EMPTY : LOST;
    expect(marked.map((column) => columns.flags[column])).toEqual(marked.map(() => empty));
    expect([...columns.flags].filter((flags) => flags !== 0)).toHaveLength(marked.length);
  }
});
