import { isEvent } from "#domain/labeling/reshape.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { firstAtOrAfter } from "#domain/sorted.ts";
import type { Span } from "../view.ts";

/** The segments of one lane, found by time, and staggered in levels where they meet, so that none hides another. */
export class SegmentIndex {
  /** By start. */
  readonly segments: readonly Segment[];
  /** Of each segment; 0 is the top. */
  readonly levels: Uint16Array;
  readonly levelCount: number;
  readonly #starts: Float64Array;
  /** The latest end so far, so that a long one that began far before the view is found. */
  readonly #furthest: Float64Array;

  constructor(segments: readonly Segment[]) {
    this.segments = segments;
    this.#starts = Float64Array.from(segments, ({ startUs }) => startUs);
    this.#furthest = new Float64Array(segments.length);
    this.levels = new Uint16Array(segments.length);
    const lasts: Segment[] = [];
    segments.forEach((segment, i) => {
      this.#furthest[i] = i === 0 ? segment.endUs : Math.max(this.#furthest[i - 1]!, segment.endUs);
      const free = lasts.findIndex((last) => last.endUs <= segment.startUs && !sameMoment(last, segment));
      const level = free === -1 ? lasts.length : free;
      lasts[level] = segment;
      this.levels[i] = level;
    });
    this.levelCount = Math.max(1, lasts.length);
  }

  /** Indexes [from, to) that hold everything in a stretch of time; some in it may end before the stretch. */
  range({ startUs, endUs }: Span): { from: number; to: number } {
    const from = firstAtOrAfter(this.#furthest, startUs);
    const to = firstAtOrAfter(this.#starts, endUs + 1e-6);
    return { from, to: Math.max(from, to) };
  }
}

function sameMoment(a: Segment, b: Segment): boolean {
  return isEvent(a) && isEvent(b) && a.startUs === b.startUs;
}
