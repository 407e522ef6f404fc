import { meet } from "#domain/labeling/lanes.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import type { Db } from "../sqlite.ts";

/** Where a segment lies. */
export type Place = Pick<Segment, "hand" | "startUs" | "endUs">;
/** A stored segment that meets a place. */
export interface Meeting extends Place {
  readonly row: number;
  readonly id: string;
}

/**
 * The stored segments of a track's lane that meet a place, by start. It takes the time of those near it, not of the whole
 * lane: none longer than the longest can reach it from further back.
 */
export function meetingIn(db: Db): (track: number, place: Place) => Meeting[] {
  const longest = db.prepare<[number, Segment["hand"]], { us: number | null }>(
    "SELECT max(end_us - start_us) AS us FROM segment WHERE track_id = ? AND hand IS ?",
  );
  const near = db.prepare<[number, Segment["hand"], number, number, number], Meeting>(
    `SELECT id AS row, uuid AS id, hand, start_us AS startUs, end_us AS endUs FROM segment
     WHERE track_id = ? AND hand IS ? AND start_us BETWEEN ? AND ? AND end_us >= ? ORDER BY start_us, end_us`,
  );
  return (track, place) => {
    const reach = longest.get(track, place.hand)?.us ?? 0;
    return near
      .all(track, place.hand, place.startUs - reach, place.endUs, place.startUs)
      .filter((other) => meet(other, place));
  };
}
