import type { Segment } from "./segments.ts";

/** What an edit must respect besides its neighbours. */
export interface Room {
  /** The capture: nothing reaches beyond it. */
  readonly limits: { readonly startUs: number; readonly endUs: number };
  /** No stretch gets shorter than this: a sample of its glove, or a millisecond where there is none. Events stay events. */
  readonly shortestUs: number;
}

/** Which end of a segment. */
export type Edge = "startUs" | "endUs";

/** An event is a moment, not a stretch. */
export function isEvent(segment: Pick<Segment, "startUs" | "endUs">): boolean {
  return segment.startUs === segment.endUs;
}

export function lengthUs(segment: Pick<Segment, "startUs" | "endUs">): number {
  return segment.endUs - segment.startUs;
}

/** The same segment later (or earlier); its peak goes with it. */
export function shifted(segment: Segment, byUs: number): Segment {
  if (byUs === 0) return segment;
  const { startUs, endUs, peakUs } = segment;
  return { ...segment, startUs: startUs + byUs, endUs: endUs + byUs, peakUs: peakUs === null ? null : peakUs + byUs };
}

/** The same segment between other ends. Its peak stays where it is, and is dropped where an end passed it. */
export function spanned(segment: Segment, startUs: number, endUs: number): Segment {
  const { peakUs } = segment;
  return {
    ...segment,
    startUs,
    endUs,
    peakUs: peakUs !== null && startUs <= peakUs && peakUs <= endUs ? peakUs : null,
  };
}

/** How far the start of `later` must be from the end of `earlier`: two events never share their instant. */
export function apartUs(earlier: Segment, later: Segment): 0 | 1 {
  return isEvent(earlier) && isEvent(later) ? 1 : 0;
}

/** The nearest number between two others; `low` where there is none. */
export function between(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
