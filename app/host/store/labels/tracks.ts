import { type Segment, TRACK_KINDS, type Track, type TrackKey } from "#domain/labeling/segments.ts";
import type { NewTrack, TrackSegment } from "../api.ts";
import { captureRowId } from "../captureRows.ts";
import type { Db } from "../sqlite.ts";
import { INSERT_SEGMENT, type SegmentRow, toRow, toSegment } from "./segmentRows.ts";

/** All tracks of a capture: truth, proposals, predictions; then by name. @throws ProblemError capture.notFound */
export function readTracks(db: Db, captureId: string): Track[] {
  const tracks = db
    .prepare<[number], TrackKey & { id: number; origin: string }>(
      "SELECT id, kind, name, origin FROM track WHERE capture_id = ?",
    )
    .all(captureRowId(db, captureId));
  const segments = db.prepare<[number], SegmentRow>(
    "SELECT * FROM segment WHERE track_id = ? ORDER BY start_us, end_us, uuid",
  );
  return tracks
    .map(({ id, ...track }) => ({ ...track, segments: segments.all(id).map(toSegment) }))
    .sort((a, b) => TRACK_KINDS.indexOf(a.kind) - TRACK_KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

/** The row of a track; undefined where the capture has none of this kind and name. */
export function trackRow(db: Db, captureRow: number, { kind, name }: TrackKey): number | undefined {
  return db
    .prepare<[number, string, string], { id: number }>(
      "SELECT id FROM track WHERE capture_id = ? AND kind = ? AND name = ?",
    )
    .get(captureRow, kind, name)?.id;
}

/** Makes a track. It must not be there. @returns its row */
export function insertTrack(db: Db, captureRow: number, { kind, name }: TrackKey, origin: string): number {
  const made = db
    .prepare("INSERT INTO track (capture_id, kind, name, origin) VALUES (?, ?, ?, ?)")
    .run(captureRow, kind, name, origin);
  return Number(made.lastInsertRowid);
}

/** Fills a track anew, made where it is missing; the caller has a transaction. @throws ProblemError capture.notFound */
export function replaceTrack(db: Db, captureId: string, track: NewTrack, segments: readonly TrackSegment[]): void {
  const capture = captureRowId(db, captureId);
  const found = trackRow(db, capture, track);
  if (found !== undefined) {
    db.prepare("DELETE FROM segment WHERE track_id = ?").run(found);
    db.prepare("UPDATE track SET origin = ? WHERE id = ?").run(track.origin, found);
  }
  const row = found ?? insertTrack(db, capture, track, track.origin);
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  for (const segment of segments) insert.run(toRow(complete(segment), row));
}

function complete({ quality = null, confidence = null, ...segment }: TrackSegment): Segment {
  return { ...segment, id: crypto.randomUUID(), quality, confidence };
}
