import { ownShares } from "#domain/labeling/ownShare.ts";
import { type Segment, type TrackChoice, type TrackKey, UNKNOWN } from "#domain/labeling/segments.ts";
import type { Db } from "../sqlite.ts";
import { BY_HAND } from "./editTracks.ts";
import { meetingIn } from "./meeting.ts";
import { INSERT_SEGMENT, type SegmentRow, toSegment } from "./segmentRows.ts";
import { insertTrack, trackRow } from "./tracks.ts";

/**
 * Copies the segments of a track (or of all of a kind) into a truth track, in time order, each as far as it does not share
 * its time with others of its track; what meets a truth segment of its lane is left. Those that nobody has named get `label`,
 * where there is one. The caller has a transaction.
 */
export function acceptInto(
  db: Db,
  capture: number,
  from: TrackChoice,
  into: string,
  label: string | null,
): { accepted: number; left: number } {
  const proposals = db
    .prepare<[{ capture: number } & TrackChoice], SegmentRow & { track_name: string }>(
      `SELECT segment.*, track.name AS track_name FROM track CROSS JOIN segment ON track.id = track_id
       WHERE capture_id = :capture AND kind = :kind AND (:name IS NULL OR track.name = :name)
       ORDER BY start_us, end_us, uuid`,
    )
    .all({ capture, ...from });
  if (proposals.length === 0) return { accepted: 0, left: 0 };
  const truth: TrackKey = { kind: "truth", name: into };
  let row = trackRow(db, capture, truth);
  const meeting = meetingIn(db);
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  let accepted = 0;
  const shares = new Map<string, Segment>();
  for (const ofTrack of Map.groupBy(proposals, ({ track_id }) => track_id).values())
    for (const share of ownShares(ofTrack.map(toSegment))) shares.set(share.id, share);
  for (const { track_name, ...proposal } of proposals) {
    const place = shares.get(proposal.uuid)!;
    if (row !== undefined && meeting(row, place).length > 0) continue;
    row ??= insertTrack(db, capture, truth, BY_HAND);
    insert.run({
      ...proposal,
      start_us: place.startUs,
      peak_us: place.peakUs,
      end_us: place.endUs,
      uuid: crypto.randomUUID(),
      track_id: row,
      label: proposal.label === UNKNOWN && label !== null ? label : proposal.label,
      origin: `accepted ${track_name}`,
    });
    accepted++;
  }
  return { accepted, left: proposals.length - accepted };
}
