import { type TrackChange, trackChange } from "./change.ts";
import type { Brushstroke } from "./draw.ts";
import { meet } from "./lanes.ts";
import type { Track } from "./segments.ts";

/** Marks a moment. @returns no change where something of its hand is there already. */
export function eventAt(track: Track, stroke: Brushstroke, timeUs: number): TrackChange {
  const atUs = Math.round(timeUs);
  const event = { ...stroke, startUs: atUs, endUs: atUs, peakUs: null };
  const taken = track.segments.some((each) => each.hand === stroke.hand && meet(each, event));
  return trackChange(track, taken ? {} : { add: [event] });
}
