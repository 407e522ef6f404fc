import type { ImportedTrack, LabelImport } from "#domain/labeling/labelFiles.ts";
import { type Segment, sameTrack, type Track } from "#domain/labeling/segments.ts";
import type { ImportHow } from "../api.ts";
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
 * Adds the segments of a file to tracks of a capture. What a track has already (the same label, hand, quality and times, as
 * finely as the file tells them) is not added again; predictions are left out. Truth that overlaps goes in as it is, and is
 * told; the caller has a transaction.
 * @throws ProblemError capture.notFound, label.outside
 */
export function importTracks(
  db: Db,
  captureId: string,
  tracks: readonly Track[],
  { stepUs }: Pick<ImportHow, "stepUs">,
): LabelImport {
  const capture = captureRowId(db, captureId);
  const endUs = captureEnd(db, capture);
  const there = readTracks(db, captureId);
  const taken = db.prepare<[string], unknown>("SELECT 1 FROM segment WHERE uuid = ?");
  const insert = db.prepare<[SegmentRow]>(INSERT_SEGMENT);
  const labelOf = db.prepare<[number], { label: string }>("SELECT label FROM segment WHERE id = ?");
  const meeting = meetingIn(db);
  const overlaps: { label: string; other: string; startUs: number }[] = [];
  const done: ImportedTrack[] = [];
  let predictions = 0;
  for (const track of tracks) {
    if (track.kind === "prediction") {
      predictions += track.segments.length;
      continue;
    }
    const before = there.find((each) => sameTrack(each, track));
    const known = new Set(before?.segments.map((segment) => factsOf(segment, stepUs)));
    const fresh = track.segments.filter((segment) => !known.has(factsOf(segment, stepUs)));
    let overlapping = 0;
    const row =
      fresh.length === 0 ? 0 : (trackRow(db, capture, track) ?? insertTrack(db, capture, track, track.origin));
    for (const given of fresh) {
      const segment = notBeyond(given, endUs, stepUs);
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
    }
    const { kind, name } = track;
    const already = track.segments.length - fresh.length;
    done.push({ kind, name, isNew: before === undefined, added: fresh.length, already, overlapping });
  }
  const sum = (key: "added" | "already" | "overlapping") => done.reduce((all, track) => all + track[key], 0);
  return {
    added: sum("added"),
    already: sum("already"),
    predictions,
    overlapping: sum("overlapping"),
    overlaps,
    tracks: done,
  };
}

/** The end of a capture, told to the step of the file, may lie beyond it. */
function notBeyond(segment: Segment, lastUs: number | null, stepUs: number): Segment {
  const { startUs, endUs } = segment;
  if (lastUs === null || endUs <= lastUs || endUs - lastUs >= stepUs || startUs > lastUs) return segment;
  return { ...segment, endUs: lastUs };
}

/** A file that tells times less finely than we do knows no peaks either. */
function factsOf({ label, hand, quality, startUs, endUs, peakUs }: Segment, stepUs: number): string {
  const times = [startUs, endUs].map((us) => Math.round(us / stepUs));
  return JSON.stringify([label, hand, quality, ...times, stepUs === 1 ? peakUs : null]);
}
