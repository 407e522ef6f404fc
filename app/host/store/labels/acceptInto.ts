import { type TrackKey, UNKNOWN } from "#domain/labeling/segments.ts";
import type { Db } from "../sqlite.ts";
import { BY_HAND } from "./editTracks.ts";
import { meetingIn } from "./meeting.ts";
import { INSERT_SEGMENT, type SegmentRow } from "./segmentRows.ts";
import { insertTrack, trackRow } from "./tracks.ts";

/**
 * Copies the segments of a track into a truth track, in time order; what meets a truth segment of its lane is left. Those
 * that nobody has named get `label`, where there is one. The caller has a transaction.
 */
export function acceptInto(
  db: Db,
  capture: number,
  from: TrackKey,
  into: string,
  label: string | null,
): { accepted: number; left: number } {
  const source = trackRow(db, capture, from);
  const proposals =
    source === undefined
      ? []
      : db
          .prepare<[number], SegmentRow>("SELECT * FROM segment WHERE track_id = ? ORDER BY start_us, end_us, uuid")
          .all(source);
  if (proposals.length === 0) return { accepted: 0, left: 0 };
  const truth: TrackKey = { kind: "truth", name: into };
  let row = trackRow(db, capture, truth);
  const meeting = meetingIn(db);
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  let accepted = 0;
  for (const proposal of proposals) {
    const place = { hand: proposal.hand, startUs: proposal.start_us, endUs: proposal.end_us };
    if (row !== undefined && meeting(row, place).length > 0) continue;
    row ??= insertTrack(db, capture, truth, BY_HAND);
    insert.run({
      ...proposal,
      uuid: crypto.randomUUID(),
      track_id: row,
      label: proposal.label === UNKNOWN && label !== null ? label : proposal.label,
      origin: `accepted ${from.name}`,
    });
    accepted++;
  }
  return { accepted, left: proposals.length - accepted };
}
