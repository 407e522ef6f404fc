import type { Db } from "../sqlite.ts";

/** What a capture's summary says of its labels. */
export interface LabelCounts {
  /** Truth segments by label. */
  readonly labelCounts: Readonly<Record<string, number>>;
  /** Segments of all its proposal tracks. */
  readonly proposals: number;
}

export const NO_LABELS: LabelCounts = { labelCounts: {}, proposals: 0 };

/** The counts of one capture (its row), or of all, by row. Captures without segments are left out. */
export function readLabelCounts(db: Db, captureRow: number | null): Map<number, LabelCounts> {
  const of = captureRow === null ? "" : "AND capture_id = ?";
  const rows = db
    .prepare<number[], { capture: number; kind: string; label: string; segments: number }>(
      `SELECT capture_id AS capture, kind, label, count(*) AS segments FROM track CROSS JOIN segment ON track.id = track_id
       WHERE kind IN ('truth', 'proposal') ${of} GROUP BY track.id, label ORDER BY label`,
    )
    .all(...(captureRow === null ? [] : [captureRow]));
  const counts = new Map<number, { labelCounts: Record<string, number>; proposals: number }>();
  for (const { capture, kind, label, segments } of rows) {
    const count = counts.get(capture) ?? { labelCounts: {}, proposals: 0 };
    counts.set(capture, count);
    if (kind === "proposal") count.proposals += segments;
    else
      count.labelCounts[label] = (Object.hasOwn(count.labelCounts, label) ? count.labelCounts[label]! : 0) + segments;
  }
  return counts;
}
