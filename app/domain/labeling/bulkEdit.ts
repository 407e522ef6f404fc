import type { Hand } from "../hands.ts";
import { applied, type TrackChange, trackChange } from "./change.ts";
import { move } from "./move.ts";
import { relabel, setHand } from "./rename.ts";
import type { Room } from "./reshape.ts";
import type { Track } from "./segments.ts";
import { type Anchor, setLength } from "./setLength.ts";

/** What many segments get at once; what is left out stays. Carried out in this order. */
export interface BulkEdit {
  readonly label?: string;
  readonly quality?: string | null;
  readonly hand?: Hand | null;
  readonly lengthUs?: number;
  readonly anchor: Anchor;
  readonly shiftUs?: number;
}

/** All of it as one change. Each part stops where there is no room, as it does alone. */
export function bulkEdit(track: Track, ids: ReadonlySet<string>, edit: BulkEdit, room: Room): TrackChange {
  const { label, quality, hand, lengthUs, anchor, shiftUs } = edit;
  let after: Track = track;
  const take = (change: TrackChange) => {
    after = { ...after, segments: applied(after.segments, change) };
  };
  if (label !== undefined) take(relabel(after, ids, { label }));
  if (quality !== undefined) take(relabel(after, ids, { quality }));
  if (hand !== undefined) take(setHand(after, ids, hand));
  if (lengthUs !== undefined) take(setLength(after, ids, lengthUs, anchor, room));
  if (shiftUs !== undefined) take(move(after, ids, shiftUs, room, "stop"));
  const before = new Set(track.segments);
  return trackChange(track, { update: after.segments.filter((each) => !before.has(each)) });
}
