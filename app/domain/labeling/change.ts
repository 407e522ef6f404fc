import { inOrder, type Segment, type TrackKey } from "./segments.ts";

/** What an edit does to one track. Whole segments, so that it can be stored, sent and taken back as it is. */
export interface TrackChange {
  readonly track: TrackKey;
  readonly add: readonly Segment[];
  /** New states of segments that are there, by id. */
  readonly update: readonly Segment[];
  /** Ids. */
  readonly remove: readonly string[];
}

export function trackChange(track: TrackKey, change: Partial<Omit<TrackChange, "track">>): TrackChange {
  return { track: { kind: track.kind, name: track.name }, add: [], update: [], remove: [], ...change };
}

export function isEmpty(change: TrackChange): boolean {
  return change.add.length + change.update.length + change.remove.length === 0;
}

/** The segments after a change, in order. The given list is left alone. */
export function applied(segments: readonly Segment[], change: TrackChange): readonly Segment[] {
  if (isEmpty(change)) return segments;
  const gone = new Set([...change.remove, ...change.update.map(({ id }) => id)]);
  return [...segments.filter(({ id }) => !gone.has(id)), ...change.update, ...change.add].sort(inOrder);
}
