import type { Db } from "../sqlite.ts";

/**
 * While a capture is recorded nobody knows its end, and a label may reach past it. Now that it has one: cuts truth there
 * and removes what begins after it. No step of the history; the caller has a transaction.
 * @returns whether anything was there to cut
 */
export function cutTruthAtEnd(db: Db, captureId: string, endUs: number): boolean {
  const ofCapture = `track_id IN (SELECT track.id FROM track JOIN capture ON capture.id = capture_id
    WHERE capture.uuid = :captureId AND track.kind = 'truth')`;
  const beyond = db
    .prepare(
      `DELETE FROM segment WHERE ${ofCapture} AND (start_us > :endUs OR (start_us = :endUs AND end_us > :endUs))`,
    )
    .run({ captureId, endUs }).changes;
  const cut = db
    .prepare(
      `UPDATE segment SET end_us = :endUs, peak_us = CASE WHEN peak_us <= :endUs THEN peak_us END
         WHERE ${ofCapture} AND end_us > :endUs`,
    )
    .run({ captureId, endUs }).changes;
  return beyond + cut > 0;
}
