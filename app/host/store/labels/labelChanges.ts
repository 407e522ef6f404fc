import { type TrackChange, trackChange } from "#domain/labeling/change.ts";
import { type Segment, sameTrack, type TrackKey } from "#domain/labeling/segments.ts";
import { type ChangeRow, type Image, imageOf } from "../history/steps.ts";
import type { Db } from "../sqlite.ts";
import { type SegmentRow, toSegment } from "./segmentRows.ts";

/** With more changed segments in a capture than this, its tracks are read again: it takes less time. */
const MOST = 2_000;

/** What a step did to the labels of a capture; null: read them again. */
export interface LabelChanges {
  /** The row of the capture. */
  readonly capture: number;
  readonly changes: readonly TrackChange[] | null;
}

/** What a step that was carried out (`after`) or undone (`before`) changed, by capture. The database holds its result. */
export function labelChanges(db: Db, steps: readonly ChangeRow[], side: "before" | "after"): LabelChanges[] {
  const byCapture = new Map<number, ChangeRow[]>();
  for (const change of steps) {
    if (change.capture_id === null || !["segment", "track"].includes(change.table_name)) continue;
    const list = byCapture.get(change.capture_id);
    if (list) list.push(change);
    else byCapture.set(change.capture_id, [change]);
  }
  return [...byCapture].map(([capture, rows]) => ({ capture, changes: changesIn(db, rows, side) }));
}

function changesIn(db: Db, rows: readonly ChangeRow[], side: "before" | "after"): TrackChange[] | null {
  if (rows.length > MOST) return null;
  const tracks = new Map<number, TrackKey>();
  for (const { row_id, before, after } of rows.filter(({ table_name }) => table_name === "track")) {
    const { kind, name } = imageOf(before ?? after) as unknown as TrackKey;
    // A page knows no truth track but by its segments; of the others it also shows where they come from.
    if (kind !== "truth") return null;
    tracks.set(row_id, { kind, name });
  }
  const read = db.prepare<[number], TrackKey>("SELECT kind, name FROM track WHERE id = ?");
  const keyOf = (image: Image) => {
    const id = Number(image.track_id);
    const key = tracks.get(id) ?? read.get(id)!;
    tracks.set(id, key);
    return key;
  };
  const changes: { track: TrackKey; add: Segment[]; update: Segment[]; remove: string[] }[] = [];
  const into = (image: Image) => {
    const track = keyOf(image);
    const found = changes.find((each) => sameTrack(each.track, track));
    if (found) return found;
    const made = { track, add: [], update: [], remove: [] };
    changes.push(made);
    return made;
  };
  for (const { from, to } of endsOf(rows, side)) {
    if (from && to && from.track_id === to.track_id && from.uuid === to.uuid) into(to).update.push(segmentOf(to));
    else {
      if (from) into(from).remove.push(String(from.uuid));
      if (to) into(to).add.push(segmentOf(to));
    }
  }
  return changes.map(({ track, ...change }) => trackChange(track, change));
}

/** The first and the last image of each changed segment. */
function endsOf(
  rows: readonly ChangeRow[],
  side: "before" | "after",
): Iterable<{ from: Image | null; to: Image | null }> {
  const ends = new Map<number, { from: Image | null; to: Image | null }>();
  const inOrder = side === "after" ? rows : rows.toReversed();
  for (const change of inOrder.filter(({ table_name }) => table_name === "segment")) {
    const to = imageOf(change[side]);
    const from = imageOf(change[side === "after" ? "before" : "after"]);
    ends.set(change.row_id, { from: ends.has(change.row_id) ? ends.get(change.row_id)!.from : from, to });
  }
  return ends.values();
}

function segmentOf(image: Image): Segment {
  return toSegment(image as unknown as SegmentRow);
}
