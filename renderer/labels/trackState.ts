import { applied, type TrackChange } from "#domain/labeling/change.ts";
import { type Segment, sameTrack, TRACK_KINDS, type Track } from "#domain/labeling/segments.ts";

/** The tracks after changes. A track that is not touched keeps its identity; one that is not there is made. */
export function withChanges(tracks: readonly Track[], changes: readonly TrackChange[]): readonly Track[] {
  return changes.reduce(withChange, tracks);
}

function withChange(tracks: readonly Track[], change: TrackChange): readonly Track[] {
  const at = tracks.findIndex((track) => sameTrack(track, change.track));
  if (at >= 0) return tracks.with(at, { ...tracks[at]!, segments: applied(tracks[at]!.segments, change) });
  if (change.add.length === 0) return tracks;
  return [...tracks, { ...change.track, origin: "", segments: applied([], change) }].sort(byKindAndName);
}

/** The order in which the host tells tracks. */
export function byKindAndName(a: Track, b: Track): number {
  const kinds = TRACK_KINDS.indexOf(a.kind) - TRACK_KINDS.indexOf(b.kind);
  return kinds || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** Whether the tracks already are as these changes would make them. */
export function alreadyIn(tracks: readonly Track[], changes: readonly TrackChange[]): boolean {
  return changes.every(({ track, add, update, remove }) => {
    const now = new Map(tracks.find((each) => sameTrack(each, track))?.segments.map((each) => [each.id, each]));
    return (
      remove.every((id) => !now.has(id)) && [...add, ...update].every((each) => sameSegment(now.get(each.id), each))
    );
  });
}

/** Ids of the segments that are in `after` and were not so in `before`. */
export function newIn(before: readonly Track[], after: readonly Track[]): string[] {
  const ids: string[] = [];
  for (const track of after) {
    const old = before.find((each) => sameTrack(each, track));
    if (old === track) continue;
    const were = new Map(old?.segments.map((each) => [each.id, each]));
    for (const each of track.segments) if (!sameSegment(were.get(each.id), each)) ids.push(each.id);
  }
  return ids;
}

export function idsIn(tracks: readonly Track[]): Set<string> {
  return new Set(tracks.flatMap((track) => track.segments.map(({ id }) => id)));
}

/** Whether a change needs a segment that only a refused edit would have made. */
export function needs(changes: readonly TrackChange[], refused: readonly TrackChange[]): boolean {
  const missing = new Set(refused.flatMap(({ add }) => add.map(({ id }) => id)));
  return changes.some(
    ({ update, remove }) => update.some(({ id }) => missing.has(id)) || remove.some((id) => missing.has(id)),
  );
}

function sameSegment(a: Segment | undefined, b: Segment): boolean {
  if (a === b) return true;
  return a !== undefined && (Object.keys(b) as (keyof Segment)[]).every((key) => a[key] === b[key]);
}
