import fc from "fast-check";
import { expect, test } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import { indexToUs } from "#domain/time.ts";
import { clockText, decimalsFor } from "./clockText.ts";
import { gapAt, indexAtOrBefore, rowAt, stepSample } from "./readout.ts";
import type { Piece } from "./streamTiles.ts";

function streamAt(rateHz: number, startUs = 0): CaptureStream {
  return {
    id: 1,
    device: { id: "simulated:left", name: "Left", kind: "simulated", simulated: true },
    hand: "left",
    format: { sampleType: "int16", nominalRateHz: rateHz, channels: [] },
    clock: { startUs, rateHz },
    clockResidualUs: null,
    rows: 1000,
    endIndex: 1000,
    pyramidLevels: 1,
    counts: { lost: 0, corrupt: 0, repeated: 0, clipped: 0 },
  };
}

test("a time belongs to the sample at or before it, never to a later one", () => {
  const stream = streamAt(100);
  expect([0, 9_999, 10_000, 19_999].map((us) => indexAtOrBefore(stream, us))).toEqual([0, 0, 1, 1]);
  expect(indexAtOrBefore(stream, -1)).toBe(-1);
});

test("every sample is found at its own rounded time, and one step goes exactly one sample", () => {
  const rate = fc.double({ min: 10, max: 2000, noNaN: true });
  fc.assert(
    fc.property(rate, fc.integer({ min: 0, max: 998 }), fc.integer({ min: 0, max: 5000 }), (rateHz, index, startUs) => {
      const stream = streamAt(rateHz, startUs);
      const timeUs = indexToUs(stream.clock, index);
      expect(indexAtOrBefore(stream, timeUs)).toBe(index);
      expect(stepSample(stream, timeUs, 1)).toBe(indexToUs(stream.clock, index + 1));
      expect(stepSample(stream, stepSample(stream, timeUs, 1), -1)).toBe(timeUs);
    }),
  );
});

test("stepping stops at the ends", () => {
  const stream = streamAt(100);
  expect(stepSample(stream, 0, -1)).toBe(0);
  expect(stepSample(stream, 99_999_999, 1)).toBe(indexToUs(stream.clock, 999));
});

test("a row is read from its run, a lost one is not there", () => {
  const piece: Piece = {
    level: "raw",
    fromIndex: 0,
    toIndex: 100,
    slice: {
      key: 1,
      sampleType: "int16",
      width: 2,
      runs: [
        { firstIndex: 10, rows: 2 },
        { firstIndex: 20, rows: 1 },
      ],
      values: Int16Array.from([1, 2, 3, 4, 5, 6]),
    },
  };
  expect([10, 11, 12, 20].map((index) => rowAt([piece], index))).toEqual([[1, 2], [3, 4], null, [5, 6]]);
  expect(rowAt([{ ...piece, level: 0 }], 10)).toBeNull();
});

test("a gap is met within the reach of the pointer", () => {
  const gap = { firstIndex: 100, rows: 10, reason: "lost", exact: true } as const;
  const stream = streamAt(100);
  expect(gapAt(stream, [gap], 1_050_000, 0)).toBe(gap);
  expect(gapAt(stream, [gap], 990_000, 10_000)).toBe(gap);
  expect(gapAt(stream, [gap], 980_000, 10_000)).toBeNull();
});

test("times are read as on a stop watch", () => {
  expect(clockText(0, 0)).toBe("0:00");
  expect(clockText(65_432_100, 3)).toBe("1:05.432");
  expect(clockText(3_600_000_000, 0)).toBe("1:00:00");
  expect(clockText(59_999_999, 1)).toBe("1:00.0");
  expect([10, 1, 0.5, 0.02, 0.001].map(decimalsFor)).toEqual([0, 0, 1, 2, 3]);
});
