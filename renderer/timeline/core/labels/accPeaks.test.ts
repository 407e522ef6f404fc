import { expect, it } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import { NO_COUNTS } from "#domain/captures.ts";
import type { Piece, Wish } from "../streamTiles.ts";
import { peakNear } from "./accPeaks.ts";

const CHANNELS = (["x", "y", "z"] as const).map((axis) => {
  return { name: axis, kind: "acceleration", axis, unit: "g", scale: 1, range: 16 } as const;
});

/** A glove at 100 Hz whose |acc| are these; the negative ones point the other way. */
function glove(values: readonly number[], hand: "left" | "right" = "left") {
  const stream: CaptureStream = {
    id: 1,
    device: { id: "simulated:left", name: "Left", kind: "simulated", simulated: true },
    hand,
    format: { sampleType: "int16", nominalRateHz: 100, channels: CHANNELS },
    clock: { startUs: 500, rateHz: 100 },
    clockResidualUs: null,
    rows: values.length,
    endIndex: values.length,
    pyramidLevels: 0,
    counts: NO_COUNTS,
  };
  const wanted: Wish[] = [];
  const slice = {
    key: 1,
    sampleType: "int16",
    width: 3,
    runs: [{ firstIndex: 0, rows: values.length }],
    values: Int16Array.from(values.flatMap((value) => [0, value, 0])),
  } as const;
  const pieces = ({ fromIndex, toIndex }: Wish): Piece[] => [{ level: "raw", fromIndex, toIndex, slice }];
  return { stream, wanted, tiles: { want: (_: string, wishes: readonly Wish[]) => wanted.push(...wishes), pieces } };
}

it("is the sample of the greatest |acc| within reach, to the microsecond, whichever way it points", () => {
  const left = glove([1, 2, 3, -9, 2, 1, 5, 1, 1, 1]);
  expect(peakNear([left], "left", 40_000, 30_000)).toEqual([30_500]);
  expect(peakNear([left], "left", 65_000, 20_000)).toEqual([60_500]);
});

it("is none on a flank, on another hand, or from so far that single samples cannot be meant", () => {
  const left = glove([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(peakNear([left], "left", 40_000, 20_000)).toEqual([]);
  expect(peakNear([left], "right", 40_000, 20_000)).toEqual([]);
  const long = glove(Array.from({ length: 9000 }, (_, i) => (i === 4500 ? 9 : 1)));
  expect(peakNear([long], "left", 45e6, 45e6)).toEqual([]);
  expect(long.wanted).toEqual([]);
});
