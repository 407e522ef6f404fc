import type { Segment } from "#domain/labeling/segments.ts";

/** A segment drawn by hand, of no certain glove; times in seconds. */
export function madeSegment(label: string, startS: number, endS: number, more: Partial<Segment> = {}): Segment {
  return {
    id: crypto.randomUUID(),
    label,
    hand: null,
    quality: null,
    startUs: Math.round(startS * 1e6),
    endUs: Math.round(endS * 1e6),
    peakUs: null,
    confidence: null,
    origin: "hand",
    ...more,
  };
}
