import fc from "fast-check";
import type { Hand } from "../hands.ts";
import type { Room } from "./reshape.ts";
import { inOrder, OWN_TRUTH, type Segment, type Track } from "./segments.ts";

export const ROOM: Room = { limits: { startUs: 0, endUs: 10_000 }, shortestUs: 10 };

let made = 0;
/** A segment for tests, with an id of its own. */
export function segmentOf(startUs: number, endUs: number, more: Partial<Segment> = {}): Segment {
  made += 1;
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
  const rest = { label: "Jab", hand: "left", quality: null, peakUs: null, confidence: null, origin: "hand" } as const;
  return { id, ...rest, startUs, endUs, ...more };
}

export function truthOf(...segments: Segment[]): Track {
  return { ...OWN_TRUTH, origin: "", segments: [...segments].sort(inOrder) };
}

/** A truth track as it may be: lanes that never overlap, stretches that touch, events between them. */
export const anyTruth: fc.Arbitrary<Track> = fc
  .record({ left: anyLane("left"), right: anyLane("right"), both: anyLane(null) })
  .map(({ left, right, both }) => truthOf(...left, ...right, ...both));

function anyLane(hand: Hand | null): fc.Arbitrary<Segment[]> {
  const step = fc.record({
    gapUs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 })),
    lengthUs: fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 400 })),
    peak: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  return fc.array(step, { maxLength: 12 }).map((steps) => {
    let [atUs, event] = [0, false];
    return steps.map(({ gapUs, lengthUs, peak }) => {
      const startUs = atUs + gapUs + (event && gapUs === 0 && lengthUs === 0 ? 1 : 0);
      [atUs, event] = [startUs + lengthUs, lengthUs === 0];
      return segmentOf(startUs, atUs, { hand, peakUs: peak === null ? null : startUs + Math.round(peak * lengthUs) });
    });
  });
}
