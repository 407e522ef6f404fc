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

/**
 * The segments after a change, in order. The given list, which is in order, is left alone; what is not touched keeps its
 * identity. One that is added under an id that is there takes its place, so that a change may be heard twice.
 */
export function applied(segments: readonly Segment[], change: TrackChange): readonly Segment[] {
  if (isEmpty(change)) return segments;
  const come = [...change.update, ...change.add].sort(inOrder);
  const gone = new Set(change.remove);
  for (const { id } of come) gone.add(id);
  const after: Segment[] = [];
  let next = 0;
  for (const segment of segments) {
    if (gone.has(segment.id)) continue;
    while (next < come.length && inOrder(come[next]!, segment) < 0) after.push(come[next++]!);
    after.push(segment);
  }
  while (next < come.length) after.push(come[next++]!);
  return after;
}
