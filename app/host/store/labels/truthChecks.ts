import { meet } from "#domain/labeling/lanes.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Db } from "../sqlite.ts";
import { meetingIn, type Place } from "./meeting.ts";

/** A truth segment as an edit left it, and where it lay before; null where the edit made it. */
export interface Edited {
  readonly before: Place | null;
  readonly after: Segment;
}

/** Where segments of a capture may lie; null while it is being recorded and nobody knows its end. */
export type EndUs = number | null;

/** @throws ProblemError label.outside {label, seconds} */
export function requireInside({ label, startUs, endUs, peakUs }: Segment, captureEndUs: EndUs): void {
  const peakWithin = peakUs === null || (startUs <= peakUs && peakUs <= endUs);
  const inside = startUs >= 0 && startUs <= endUs && (captureEndUs === null || endUs <= captureEndUs);
  if (!peakWithin || !inside) throw new ProblemError("label.outside", { label, seconds: startUs / 1e6 });
}

/**
 * Refuses overlaps that an edit makes in a truth track's lanes; the edit is in the tables already. Overlaps that were
 * there before (of an import) may stay, so that they can be named, moved and mended one by one.
 * @throws ProblemError label.overlap {label, other, seconds}
 */
export function refuseNewOverlaps(db: Db, trackRow: number, edited: readonly Edited[]): void {
  const meeting = meetingIn(db);
  const before = new Map(edited.map((each) => [each.after.id, each.before]));
  const labelOf = db.prepare<[number], { label: string }>("SELECT label FROM segment WHERE id = ?");
  for (const { before: was, after } of edited) {
    for (const other of meeting(trackRow, after)) {
      if (other.id === after.id) continue;
      const otherWas = before.has(other.id) ? before.get(other.id)! : other;
      if (was && otherWas && was.hand === otherWas.hand && meet(was, otherWas)) continue;
      const seconds = Math.max(after.startUs, other.startUs) / 1e6;
      throw new ProblemError("label.overlap", { label: after.label, other: labelOf.get(other.row)!.label, seconds });
    }
  }
}
