import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../capture/rowPlacer.ts";
import type { DecodedRows } from "../sources/ssi/decoder.ts";
import { FrameDecoder } from "../sources/ssi/frameDecoder.ts";
import { FramedRows, PairedRows } from "./rows.ts";

const STEP_US = 8_403;

/** Rows of two values: the row's index, and the glove's number. */
function block(glove: number, firstIndex: number, count: number, startUs = 0): Block {
  const rows = Int16Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? firstIndex + i / 2 : glove));
  const measuredUs = startUs + firstIndex * STEP_US;
  const hostTimeUs = measuredUs + (count - 1) * STEP_US;
  return { stream: 0, firstIndex, count, rows, gaps: [], hostTimeUs, measuredUs, deviceTimeUs: null };
}

/** Runs of rows with holes between them, as [first index, rows] in order. */
const runs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 })), { minLength: 2, maxLength: 20 })
  .map((pairs) => {
    let next = 0;
    return pairs.map(([hole, count]) => {
      const firstIndex = next + hole;
      next = firstIndex + count;
      return { firstIndex, count };
    });
  });

describe("framed rows", () => {
  it("come out of a receiver as they went in, and what was lost is known to the row", () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 50 }), (sent, piece) => {
        const stream = (channel: number) => ({ channel, rateHz: 119, rowsPerPacket: 1, columns: ["A", "B"] });
        const decoder = new FrameDecoder({
          version: 2,
          sampleType: "int16",
          streams: [stream(0), stream(1)],
          timeResolutionMs: null,
          deviceName: null,
          firmware: null,
          pack: null,
          packName: null,
          selfTest: null,
          accelRange_g: null,
          gyroRange_dps: null,
          hand: null,
          battery: null,
          simulated: false,
          extra: {},
        });
        const writer = new FramedRows([4, 4]);
        const got: DecodedRows[] = [];
        let corrupt = 0;
        const sink = {
          onRows: (rows: DecodedRows) => void got.push(rows),
          onCorrupt: (packets: number) => {
            corrupt += packets;
          },
        };
        const bytes = Buffer.concat(
          sent.flatMap(({ firstIndex, count }) =>
            [0, 1].map((glove) => writer.write(glove, block(glove, firstIndex, count))),
          ),
        );
        for (let at = 0; at < bytes.length; at += piece) decoder.push(bytes.subarray(at, at + piece), sink);
        decoder.end(sink);
        expect(corrupt).toBe(0);
        for (const glove of [0, 1]) {
          const mine = got.filter((rows) => rows.stream === glove);
          const values = mine.flatMap(({ rows }) => [...rows]);
          const meant = sent.flatMap(({ firstIndex, count }) => [...block(glove, firstIndex, count).rows]);
          expect(values).toEqual(meant);
          const holes = sent.slice(1).reduce((sum, run, i) => {
            const before = sent[i]!;
            return sum + run.firstIndex - before.firstIndex - before.count;
          }, 0);
          expect(mine.reduce((sum, { lostBefore }) => sum + lostBefore, 0)).toBe(holes);
        }
      }),
    );
  });
});

describe("raw rows of two gloves", () => {
  it("keep pairs of one time together, whatever either glove loses", () => {
    fc.assert(
      fc.property(runs, runs, fc.integer({ min: 0, max: 20 }), (left, right, later) => {
        const writer = new PairedRows([4, 4], 1e6 / STEP_US);
        // The second glove was switched on `later` rows after the first.
        const blocks = [
          ...left.map((run) => ({ glove: 0, ...block(0, run.firstIndex, run.count) })),
          ...right.map((run) => ({ glove: 1, ...block(1, run.firstIndex, run.count, later * STEP_US) })),
        ].sort((a, b) => a.hostTimeUs - b.hostTimeUs);
        const bytes = Buffer.concat(blocks.flatMap(({ glove, ...one }) => writer.write(glove, one) ?? []));
        const values = new Int16Array(new Uint8Array(bytes).buffer);
        expect(values.length % 4).toBe(0);
        for (let at = 0; at < values.length; at += 4) {
          expect([values[at + 1], values[at + 3]]).toEqual([0, 1]);
          expect(values[at]! - values[at + 2]!).toBe(later);
        }
      }),
    );
  });
});
