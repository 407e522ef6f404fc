import type { CaptureStream, Gap } from "#domain/captures.ts";
import { indexToUs, usToIndex } from "#domain/time.ts";
import type { Piece } from "./streamTiles.ts";

/**
 * The sample that holds at a time: the last one taken at or before it, never the nearest, which may lie in the future.
 * Times are rounded to whole microseconds, so that a sample's own time finds that sample.
 */
export function indexAtOrBefore(stream: CaptureStream, timeUs: number): number {
  const index = Math.floor(usToIndex(stream.clock, timeUs));
  return indexToUs(stream.clock, index + 1) <= timeUs ? index + 1 : index;
}

/** Time of the sample `step` samples after the one that holds at `timeUs`, within the stream. */
export function stepSample(stream: CaptureStream, timeUs: number, step: number): number {
  const index = indexAtOrBefore(stream, timeUs) + step;
  return indexToUs(stream.clock, Math.min(Math.max(0, index), Math.max(0, stream.endIndex - 1)));
}

/** Raw values of all channels of the row `index`; null where it was lost or is not here. */
export function rowAt(pieces: readonly Piece[], index: number): number[] | null {
  for (const { level, slice } of pieces) {
    if (level !== "raw") continue;
    let row = 0;
    for (const run of slice.runs) {
      if (index >= run.firstIndex && index < run.firstIndex + run.rows) {
        const at = (row + index - run.firstIndex) * slice.width;
        return Array.from(slice.values.subarray(at, at + slice.width));
      }
      row += run.rows;
    }
  }
  return null;
}

/** The gap that holds at a time, or lies within `slackUs` of it. */
export function gapAt(stream: CaptureStream, gaps: readonly Gap[], timeUs: number, slackUs: number): Gap | null {
  return (
    gaps.find(
      (gap) =>
        indexToUs(stream.clock, gap.firstIndex) - slackUs <= timeUs &&
        timeUs <= indexToUs(stream.clock, gap.firstIndex + gap.rows) + slackUs,
    ) ?? null
  );
}
