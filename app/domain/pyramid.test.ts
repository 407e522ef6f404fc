import fc from "fast-check";
import { expect, test } from "vitest";
import { addToBins, binRows, chooseLevel, coarser, emptyBins, PYRAMID_BASE, pyramidLevels } from "./pyramid.ts";

/** Level k of `rows` (gaps as null), the slow and obvious way. */
function bruteForce(rows: (number[] | null)[], channels: number, level: number): number[][] {
  const perBin = binRows(level);
  const bins: number[][] = [];
  for (let bin = 0; bin * perBin < rows.length; bin++) {
    const inBin = rows.slice(bin * perBin, (bin + 1) * perBin).filter((row) => row !== null);
    bins.push(
      Array.from({ length: channels }, (_, c) => [
        Math.min(32767, ...inBin.map((row) => row[c]!)),
        Math.max(-32768, ...inBin.map((row) => row[c]!)),
      ]).flat(),
    );
  }
  return bins;
}

const stream = fc.integer({ min: 1, max: 3 }).chain((channels) =>
  fc.tuple(
    fc.constant(channels),
    fc.array(
      fc.oneof(
        {
          weight: 8,
          arbitrary: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: channels, maxLength: channels }),
        },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      { minLength: 1, maxLength: 700 },
    ),
  ),
);

test("every level holds the true extremes of every channel, whatever is lost and however rows arrive", () => {
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 50 }), ([channels, rows], blockRows) => {
      let bins = emptyBins("int16", Math.ceil(rows.length / PYRAMID_BASE) * channels * 2);
      for (let from = 0; from < rows.length; from += blockRows) {
        const block = rows.slice(from, from + blockRows);
        for (const [i, row] of block.entries()) {
          if (row !== null) addToBins(bins, 0, 0, channels, Int16Array.from(row), from + i);
        }
      }
      for (let level = 0; level < 3; level++) {
        expect(Array.from(bins)).toEqual(bruteForce(rows, channels, level).flat());
        bins = coarser(bins, channels, "int16");
      }
    }),
    { numRuns: 60 },
  );
});

test("a one-sample punch is in every level that is kept of an hour at 476 Hz", () => {
  const rows = 3600 * 476;
  const hour = new Int16Array(rows);
  hour[1_000_003] = 32_000;
  let bins = emptyBins("int16", Math.ceil(rows / PYRAMID_BASE) * 2);
  addToBins(bins, 0, 0, 1, hour, 0);
  for (let level = 0; level < pyramidLevels(rows); level++) {
    const at = Math.floor(1_000_003 / binRows(level)) * 2 + 1;
    expect(bins[at]).toBe(32_000);
    bins = coarser(bins, 1, "int16");
  }
});

test("the coarsest level kept has few bins, and a short stream still has one level", () => {
  expect(pyramidLevels(1)).toBe(1);
  for (const rows of [600, 428_400, 17_136_000]) {
    expect(rows / binRows(pyramidLevels(rows))).toBeLessThanOrEqual(64);
  }
});

test("the level to draw always has two bins a pixel or is raw, and raw is only chosen when that is cheap", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e8, noNaN: true }), fc.integer({ min: 50, max: 4000 }), (rows, width) => {
      const level = chooseLevel(rows, width, pyramidLevels(rows));
      if (level === "raw") expect(rows / width).toBeLessThan(2 * PYRAMID_BASE);
      else expect(rows / binRows(level) / width).toBeGreaterThanOrEqual(2);
    }),
  );
});
