import type { ProjectStore, TrackSegment } from "./api.ts";
import { captureRowId } from "./captureRows.ts";
import type { Db } from "./sqlite.ts";

export type NewTrack = Parameters<ProjectStore["putTrack"]>[1];
export type TrackKind = NewTrack["kind"];

/** Replaces the track of this kind and name. It is not an edit and leaves no step. @throws ProblemError capture.notFound */
export function putTrack(db: Db, captureId: string, track: NewTrack, segments: readonly TrackSegment[]): void {
  const capture = captureRowId(db, captureId);
  db.transaction(() => {
    db.prepare("DELETE FROM track WHERE capture_id = ? AND kind = ? AND name = ?").run(capture, track.kind, track.name);
    const { lastInsertRowid } = db
      .prepare("INSERT INTO track (capture_id, kind, name, origin) VALUES (?, ?, ?, ?)")
      .run(capture, track.kind, track.name, track.origin);
    const insert = db.prepare(
      "INSERT INTO segment (track_id, label, hand, start_us, peak_us, end_us) VALUES (?, ?, ?, ?, ?, ?)",
    );
    for (const { label, hand, startUs, peakUs, endUs } of segments)
      insert.run(lastInsertRowid, label, hand, startUs, peakUs, endUs);
  }).immediate();
}

/** The segments of all tracks of a kind, by time. @throws ProblemError capture.notFound */
export function readSegments(db: Db, captureId: string, kind: TrackKind): TrackSegment[] {
  return db
    .prepare<[number, string], TrackSegment>(
      `SELECT label, hand, start_us AS startUs, peak_us AS peakUs, end_us AS endUs
       FROM segment JOIN track ON track.id = track_id
       WHERE capture_id = ? AND kind = ? ORDER BY start_us, segment.id`,
    )
    .all(captureRowId(db, captureId), kind);
}
