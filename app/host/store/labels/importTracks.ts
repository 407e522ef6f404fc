import { type Segment, sameTrack, type Track } from "#domain/labeling/segments.ts";
import type { LabelImport } from "../api.ts";
import { captureRowId } from "../captureRows.ts";
import type { Db } from "../sqlite.ts";
import { captureEnd } from "./editTracks.ts";
import { type Meeting, meetingIn } from "./meeting.ts";
import { INSERT_SEGMENT, type SegmentRow, toRow } from "./segmentRows.ts";
import { insertTrack, readTracks, trackRow } from "./tracks.ts";
import { requireInside } from "./truthChecks.ts";

/** So many overlaps are told one by one. */
const MOST_TOLD = 100;

/**
 * Adds the segments of a file to tracks of a capture. What a track has already (the same label, hand, quality and times) is not added
 * again; predictions are left out. Truth that overlaps goes in as it is, and is told; the caller has a transaction.
 * @throws ProblemError capture.notFound, label.outside
 */
export function importTracks(db: Db, captureId: string, tracks: readonly Track[]): LabelImport {
  const capture = captureRowId(db, captureId);
  const endUs = captureEnd(db, capture);
  const there = readTracks(db, captureId);
  const taken = db.prepare<[string], unknown>("SELECT 1 FROM segment WHERE uuid = ?");
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  const meeting = meetingIn(db);
  const overlaps: { label: string; other: string; startUs: number }[] = [];
  let [added, already, predictions, overlapping] = [0, 0, 0, 0];
  for (const track of tracks) {
    if (track.kind === "prediction") {
      predictions += track.segments.length;
      continue;
    }
    const known = new Set(there.find((each) => sameTrack(each, track))?.segments.map(factsOf));
    const fresh = track.segments.filter((segment) => !known.has(factsOf(segment)));
    already += track.segments.length - fresh.length;
    if (fresh.length === 0) continue;
    const row = trackRow(db, capture, track) ?? insertTrack(db, capture, track, track.origin);
    const labelOf = db.prepare<[number], { label: string }>("SELECT label FROM segment WHERE id = ?");
    for (const segment of fresh) {
      requireInside(segment, endUs);
      const met: Meeting[] = track.kind === "truth" ? meeting(row, segment) : [];
      overlapping += met.length > 0 ? 1 : 0;
      for (const other of met.slice(0, MOST_TOLD - overlaps.length))
        overlaps.push({
          label: segment.label,
          other: labelOf.get(other.row)!.label,
          startUs: Math.max(segment.startUs, other.startUs),
        });
      // A copy of a segment in another capture is a segment of its own.
      insert.run(toRow(taken.get(segment.id) ? { ...segment, id: crypto.randomUUID() } : segment, row));
      added++;
    }
  }
  return { added, already, predictions, overlapping, overlaps };
}

function factsOf({ label, hand, quality, startUs, endUs, peakUs }: Segment): string {
  return JSON.stringify([label, hand, quality, startUs, endUs, peakUs]);
}
