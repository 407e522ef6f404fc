import type { Hand } from "#domain/hands.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import type { Db } from "../sqlite.ts";

/** What a capture's summary says of its labels. */
export interface LabelCounts {
  /** Segments of its truth by label: of the tracks that `truthIn` reads, so that nothing is counted twice. */
  readonly labelCounts: Readonly<Record<string, number>>;
  /** The same by glove. */
  readonly handCounts: Readonly<Record<Hand | "none", number>>;
  /** Segments of all its proposal tracks. */
  readonly proposals: number;
}

export const NO_LABELS: LabelCounts = { labelCounts: {}, handCounts: { left: 0, right: 0, none: 0 }, proposals: 0 };

interface Counted {
  readonly capture: number;
  readonly kind: string;
  readonly own: number;
  readonly label: string;
  readonly hand: Hand | null;
  readonly segments: number;
}

/** The counts of one capture (its row), or of all, by row. Captures without segments are left out. */
export function readLabelCounts(db: Db, captureRow: number | null): Map<number, LabelCounts> {
  const of = captureRow === null ? "" : "AND capture_id = ?";
  const rows = db
    .prepare<(number | string)[], Counted>(
      `SELECT capture_id AS capture, kind, name = ? AS own, label, hand, count(*) AS segments
       FROM track CROSS JOIN segment ON track.id = track_id
       WHERE kind IN ('truth', 'proposal') ${of} GROUP BY track.id, label, hand ORDER BY label`,
    )
    .all(OWN_TRUTH.name, ...(captureRow === null ? [] : [captureRow]));
  const isOwn = ({ kind, own }: Counted) => kind === "truth" && own === 1;
  const people = new Set(rows.filter(isOwn).map(({ capture }) => capture));
  const counts = new Map<number, ReturnType<typeof noCounts>>();
  for (const row of rows) {
    const { capture, kind, label, hand, segments } = row;
    const count = counts.get(capture) ?? noCounts();
    counts.set(capture, count);
    if (kind === "proposal") count.proposals += segments;
    else if (isOwn(row) || !people.has(capture)) {
      count.labelCounts[label] = (Object.hasOwn(count.labelCounts, label) ? count.labelCounts[label]! : 0) + segments;
      count.handCounts[hand ?? "none"] += segments;
    }
  }
  return counts;
}

function noCounts() {
  return { labelCounts: {} as Record<string, number>, handCounts: { left: 0, right: 0, none: 0 }, proposals: 0 };
}
