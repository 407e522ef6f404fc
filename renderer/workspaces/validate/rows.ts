import type { CaptureSummary } from "#domain/captures.ts";
import { HANDS, type Hand } from "#domain/hands.ts";
import type { CaptureResult, Judged, Scores, Validation } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";

/** What a row stands for: a capture, a hand, or a value of a metadata field (`field:person`). */
export type RowsBy = "capture" | "hand" | `field:${string}`;

export interface AccuracyRow {
  readonly id: string;
  /** A capture's name or a field's value; null for captures that have none. */
  readonly name: string | null;
  /** The capture that it opens; null for a group. */
  readonly captureId: string | null;
  readonly hand: Hand | null;
  readonly scores: Scores;
}

type Known = readonly Pick<CaptureSummary, "id" | "metadata">[];

/** A result by rows, the worst F1 first; equals keep their order. */
export function rowsOf({ captures }: Validation, by: RowsBy, known: Known): AccuracyRow[] {
  const rows = by === "capture" ? captures.map(rowOfCapture) : by === "hand" ? handRows(captures) : groups();
  return rows.toSorted((a, b) => a.scores.f1 - b.scores.f1);

  function groups(): AccuracyRow[] {
    const field = by.slice("field:".length);
    const values = new Map(known.map(({ id, metadata }) => [id, metadata[field]?.trim() || null]));
    const byValue = Map.groupBy(captures, ({ captureId }) => values.get(captureId) ?? null);
    return [...byValue].map(([name, of]) => ({
      id: `value:${name ?? ""}`,
      name,
      captureId: null,
      hand: null,
      scores: scoresOf(of),
    }));
  }
}

function rowOfCapture({ captureId, name, scores }: CaptureResult): AccuracyRow {
  return { id: captureId, name, captureId, hand: null, scores };
}

/** A hand's own events. Times and the replaced tool's number are only known of whole captures, so that they stay unsaid. */
function handRows(captures: readonly CaptureResult[]): AccuracyRow[] {
  return [...HANDS, null].flatMap((hand) => {
    const events = captures.flatMap((capture) => capture.events.filter((event) => event.hand === hand));
    if (events.length === 0) return [];
    const judged: Judged = { events, judgedUs: 0, unlabelledUs: 0, sensiml: { counted: 0, right: 0 } };
    return [{ id: `hand:${hand ?? ""}`, name: null, captureId: null, hand, scores: scoresOf([judged]) }];
  });
}

/** The metadata fields that the judged captures have, by name. */
export function fieldsOf({ captures }: Validation, known: Known): string[] {
  const judged = new Set(captures.map(({ captureId }) => captureId));
  return [...new Set(known.flatMap(({ id, metadata }) => (judged.has(id) ? Object.keys(metadata) : [])))].sort();
}
