import type { TrackChange } from "#domain/labeling/change.ts";
import type { TrackKey } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { captureRowId } from "../captureRows.ts";
import { type Db, isConstraint, type Statement } from "../sqlite.ts";
import { INSERT_SEGMENT, type SegmentRow, toRow, toSegment, UPDATE_SEGMENT } from "./segmentRows.ts";
import { insertTrack, trackRow } from "./tracks.ts";
import { type Edited, type EndUs, refuseNewOverlaps, requireInside } from "./truthChecks.ts";

/** Where the segments of a track come from that a person began. */
export const BY_HAND = JSON.stringify({ by: "hand" });

/**
 * Carries out the changes of one gesture: all of them, then the checks; the caller has a transaction.
 * @throws ProblemError capture.notFound, label.overlap, label.outside, label.gone, label.taken, label.notEditable
 */
export function editTracks(db: Db, captureId: string, changes: readonly TrackChange[]): void {
  const capture = captureRowId(db, captureId);
  const endUs = captureEnd(db, capture);
  for (const change of changes) requireEditable(change);
  // All that goes, goes first: a segment may leave one track and come into another under its id.
  for (const { track, remove } of changes) removeSegments(db, capture, track, remove);
  const edited = new Map<number, Edited[]>();
  const read = db.prepare<[string, number], SegmentRow>("SELECT * FROM segment WHERE uuid = ? AND track_id = ?");
  const write = db.prepare<[SegmentRow]>(UPDATE_SEGMENT);
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  for (const { track, update, add } of changes) {
    if (update.length + add.length === 0) continue;
    const found = trackRow(db, capture, track);
    if (found === undefined && update.length > 0) throw gone(update[0]!.label);
    const row = found ?? insertTrack(db, capture, track, BY_HAND);
    const list = edited.get(row) ?? [];
    edited.set(row, list);
    for (const after of update) {
      const before = read.get(after.id, row);
      if (!before) throw gone(after.label);
      write.run(toRow(after, row));
      list.push({ before: toSegment(before), after });
    }
    for (const after of add) {
      insertNew(insert, toRow(after, row));
      list.push({ before: null, after });
    }
  }
  for (const [row, list] of edited) {
    for (const { after } of list) requireInside(after, endUs);
    refuseNewOverlaps(db, row, list);
  }
}

/** The end of a capture, null while it is being recorded. */
export function captureEnd(db: Db, captureRow: number): EndUs {
  const capture = db
    .prepare<[number], { state: string; us: number }>("SELECT state, duration_us AS us FROM capture WHERE id = ?")
    .get(captureRow)!;
  return capture.state === "recording" ? null : capture.us;
}

function requireEditable({ track, add, update }: TrackChange): void {
  if (track.kind === "truth" || (track.kind === "proposal" && add.length + update.length === 0)) return;
  throw new ProblemError("label.notEditable", { track: track.name });
}

function removeSegments(db: Db, capture: number, track: TrackKey, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const row = trackRow(db, capture, track);
  const remove = db.prepare<[string, number | undefined]>("DELETE FROM segment WHERE uuid = ? AND track_id = ?");
  for (const id of ids) if (row === undefined || remove.run(id, row).changes === 0) throw gone("");
}

function insertNew(insert: Statement<[SegmentRow]>, row: SegmentRow): void {
  try {
    insert.run(row);
  } catch (error) {
    if (isConstraint(error)) throw new ProblemError("label.taken", { label: row.label }, { cause: error });
    throw error;
  }
}

function gone(label: string): ProblemError {
  return new ProblemError("label.gone", { label });
}
