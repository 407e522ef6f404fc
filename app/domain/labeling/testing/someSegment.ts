import fc from "fast-check";
import { HANDS } from "../../hands.ts";
import type { Segment } from "../segments.ts";

/** Segments of a minute as a person may have made them: up to two seconds long, now and then an event. */
export function someSegment(): fc.Arbitrary<Segment> {
  return fc
    .record({
      id: fc.uuid(),
      label: fc.constantFrom("Jab", "Cross", "Hook", "Unknown"),
      hand: fc.constantFrom(...HANDS, null),
      startUs: fc.integer({ min: 0, max: 60_000_000 }),
      lengthUs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000_000 })),
    })
    .map(({ lengthUs, ...rest }) => ({ ...segmentOf(rest), endUs: rest.startUs + lengthUs }));
}

let made = 0;

/** A jab of the left hand, half a second long, with what the test cares about put over it. */
export function segmentOf(over: Partial<Segment> = {}): Segment {
  made++;
  const startUs = over.startUs ?? 1_000_000;
  return {
    id: `10000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    label: "Jab",
    hand: "left",
    quality: null,
    startUs,
    endUs: startUs + 500_000,
    peakUs: null,
    confidence: null,
    origin: "hand",
    ...over,
  };
}
