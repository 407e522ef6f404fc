import type { Segment } from "#domain/labeling/segments.ts";
import { captureOf, type TestCapture } from "../shared/testCaptures.ts";
import { type CompareItem, segmentItems } from "./items.ts";

export function segmentOf(id: string, over: Partial<Segment> = {}): Segment {
  return {
    id,
    label: "Jab",
    hand: "left",
    quality: null,
    startUs: 500_000,
    endUs: 700_000,
    peakUs: null,
    confidence: null,
    origin: "hand",
    ...over,
  };
}

export function truthOf(...segments: Segment[]) {
  return { kind: "truth", name: "Truth", origin: "", segments } as const;
}

/** A capture of a person, with the items of its truth. */
export function itemsOf(person: string | null, segments: Segment[], over: Partial<TestCapture> = {}): CompareItem[] {
  const capture = captureOf({ metadata: person === null ? {} : { person }, ...over });
  return segmentItems(capture, [truthOf(...segments)]);
}
