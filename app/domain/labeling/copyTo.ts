import { type TrackChange, trackChange } from "./change.ts";
import { type OverlapRule, placeInto } from "./overlap.ts";
import { between, type Room, shifted } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/**
 * Copies segments into a track, `byUs` later, all by the same time and none beyond the limits. `newId` names each copy.
 * What they meet there is treated by the rule.
 */
export function copyTo(
  track: Track,
  segments: readonly Segment[],
  byUs: number,
  { limits, shortestUs }: Room,
  rule: OverlapRule,
  newId: () => string,
): TrackChange {
  if (segments.length === 0) return trackChange(track, {});
  const firstUs = Math.min(...segments.map(({ startUs }) => startUs));
  const lastUs = Math.max(...segments.map(({ endUs }) => endUs));
  const onUs = between(Math.round(byUs), limits.startUs - firstUs, limits.endUs - lastUs);
  const copies = segments.map((segment) => ({ ...shifted(segment, onUs), id: newId() }));
  return placeInto(track, copies, rule, shortestUs);
}
