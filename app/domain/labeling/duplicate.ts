import { type TrackChange, trackChange } from "./change.ts";
import { copyTo } from "./copyTo.ts";
import { meet } from "./lanes.ts";
import { apartUs, type Room, shifted } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/**
 * Copies segments of a track into the first place after them where all of them fit, keeping their distances.
 * @returns no change where there is no such place before the end of the capture.
 */
export function duplicate(track: Track, segments: readonly Segment[], room: Room, newId: () => string): TrackChange {
  if (segments.length === 0) return trackChange(track, {});
  const endUs = Math.max(...segments.map((each) => each.endUs));
  const startUs = Math.min(...segments.map((each) => each.startUs));
  let byUs = Math.max(1, endUs - startUs);
  for (let clear = false; !clear; ) {
    if (endUs + byUs > room.limits.endUs) return trackChange(track, {});
    clear = true;
    for (const segment of segments) {
      const copy = shifted(segment, byUs);
      for (const other of track.segments) {
        if (other.hand !== copy.hand || !meet(other, copy)) continue;
        byUs = Math.max(byUs, other.endUs + apartUs(other, copy) - segment.startUs);
        clear = false;
      }
    }
  }
  return copyTo(track, segments, byUs, room, "skip", newId);
}
