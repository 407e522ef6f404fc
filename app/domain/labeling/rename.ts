import type { Hand } from "../hands.ts";
import { type TrackChange, trackChange } from "./change.ts";
import { meet } from "./lanes.ts";
import type { Segment, Track } from "./segments.ts";

type Words = Partial<Pick<Segment, "label" | "quality">>;

/** Gives segments another label or quality. Those that have it already are left alone. */
export function relabel(track: Track, ids: ReadonlySet<string>, words: Words): TrackChange {
  const update = track.segments
    .filter((each) => ids.has(each.id))
    .map((each) => ({ each, now: { ...each, ...words } }))
    .filter(({ each, now }) => each.label !== now.label || each.quality !== now.quality);
  return trackChange(track, { update: update.map(({ now }) => now) });
}

/** Moves segments into the lane of a hand. Those that would meet something there stay where they are. */
export function setHand(track: Track, ids: ReadonlySet<string>, hand: Hand | null): TrackChange {
  const lane = track.segments.filter((each) => each.hand === hand);
  const update: Segment[] = [];
  for (const each of track.segments) {
    if (!ids.has(each.id) || each.hand === hand) continue;
    const now = { ...each, hand };
    if (![...lane, ...update].some((other) => meet(other, now))) update.push(now);
  }
  return trackChange(track, { update });
}
