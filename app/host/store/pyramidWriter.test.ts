import fc from "fast-check";
import { expect, test } from "vitest";
import type { SampleArray } from "#domain/channels.ts";
import { addToBins, binRows, emptyBins, pyramidLevels } from "#domain/pyramid.ts";
import { BLOCK_BINS, PyramidWriter } from "./pyramidWriter.ts";

interface Run {
  readonly firstIndex: number;
  readonly rows: Int16Array;
}

/** Runs with holes between them, long enough for several blocks and levels. */
const runsOf = (channels: number) =>
  fc
    .array(fc.record({ hole: fc.nat(9000), rows: fc.integer({ min: 1, max: 5000 }), seed: fc.nat() }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => {
      let at = 0;
      return parts.map(({ hole, rows, seed }): Run => {
        const firstIndex = at + hole;
        at = firstIndex + rows;
        return { firstIndex, rows: Int16Array.from({ length: rows * channels }, (_, i) => (seed + i * 7919) & 0xffff) };
      });
    });

test("the pyramid equals the minimum and maximum of every bin, whatever the holes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }).chain((channels) => fc.tuple(fc.constant(channels), runsOf(channels))),
      ([channels, runs]) => {
        const last = runs.at(-1)!;
        const endIndex = last.firstIndex + last.rows.length / channels;
        const levels = pyramidLevels(endIndex);
        const written = new Map<number, SampleArray>();
        for (let level = 0; level < levels; level++)
          written.set(level, emptyBins("int16", Math.ceil(endIndex / binRows(level)) * channels * 2));
        const writer = new PyramidWriter("int16", channels, endIndex, levels, (level, block, bins) =>
          written.get(level)!.set(bins, block * BLOCK_BINS * channels * 2),
        );
        for (const run of runs) writer.add(run.rows, run.firstIndex);
        writer.end();

        for (let level = 0; level < levels; level++) {
          const expected = emptyBins("int16", written.get(level)!.length);
          for (const run of runs) addToBins(expected, 0, level, channels, run.rows, run.firstIndex);
          expect(written.get(level)).toEqual(expected);
        }
      },
    ),
    { numRuns: 40 },
  );
});
