import { type TrackChange, trackChange } from "./change.ts";
import { isEvent, type Room, spanned } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/** What stays where it is while a segment gets another length. */
export const ANCHORS = ["start", "centre"] as const;
export type Anchor = (typeof ANCHORS)[number];

/** Gives stretches a length. Each stops at its neighbours as they are by then, from the left, and at the limits. */
export function setLength(
  track: Track,
  ids: ReadonlySet<string>,
  wantedUs: number,
  anchor: Anchor,
  { limits, shortestUs }: Room,
): TrackChange {
  const update: Segment[] = [];
  const freeFromUs = new Map<Segment["hand"], number>();
  track.segments.forEach((segment, i) => {
    const { hand, startUs, endUs } = segment;
    const lowUs = freeFromUs.get(hand) ?? limits.startUs;
    let now = segment;
    if (ids.has(segment.id) && !isEvent(segment)) {
      const highUs = nextStartUs(track.segments, i) ?? limits.endUs;
      const lengthUs = Math.max(Math.round(wantedUs), Math.min(shortestUs, endUs - startUs));
      const fromUs = anchor === "start" ? startUs : Math.round((startUs + endUs - lengthUs) / 2);
      now = spanned(segment, Math.max(lowUs, fromUs), Math.min(highUs, fromUs + lengthUs));
      if (now.startUs !== startUs || now.endUs !== endUs) update.push(now);
    }
    freeFromUs.set(hand, Math.max(lowUs, now.endUs));
  });
  return trackChange(track, { update });
}

/** Where the next one of the same lane begins. */
function nextStartUs(segments: readonly Segment[], at: number): number | undefined {
  for (let i = at + 1; i < segments.length; i++)
    if (segments[i]!.hand === segments[at]!.hand) return segments[i]!.startUs;
  return undefined;
}
