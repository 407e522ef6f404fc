import { captureToVideoUs, type SyncLine, videoToCaptureUs } from "#domain/sync/video.ts";
import type { FrameTimes } from "../frameTimes.ts";

/** One picture of the strip: a frame, and where it stands on the plot. */
export interface StripCell {
  readonly index: number;
  readonly leftPx: number;
}

export interface StripView {
  readonly startUs: number;
  readonly endUs: number;
  readonly widthPx: number;
}

/** Every how many frames there is a picture, a power of two, so that pictures keep their place while the view moves. */
export function strideOf(frames: FrameTimes, line: SyncLine, view: StripView, cellPx: number): number {
  const framePx = (frames.usualUs * line.rate * view.widthPx) / (view.endUs - view.startUs);
  return framePx >= cellPx ? 1 : 2 ** Math.ceil(Math.log2(cellPx / framePx));
}

/** The pictures that are seen in a view, from left to right, none narrower than `cellPx` apart as a rule. */
export function stripCells(frames: FrameTimes, line: SyncLine, view: StripView, cellPx: number): StripCell[] {
  if (frames.count === 0) return [];
  const fromUs = captureToVideoUs(line, view.startUs);
  const toUs = captureToVideoUs(line, view.endUs);
  if (toUs < frames.beginUs || fromUs >= frames.endUs) return [];
  const stride = strideOf(frames, line, view, cellPx);
  const first = Math.floor(frames.nearest(fromUs) / stride) * stride;
  const cells: StripCell[] = [];
  for (let index = first; index < frames.count && frames.startUs(index) <= toUs; index += stride) {
    const captureUs = videoToCaptureUs(line, frames.startUs(index));
    cells.push({ index, leftPx: ((captureUs - view.startUs) / (view.endUs - view.startUs)) * view.widthPx });
  }
  return cells;
}
