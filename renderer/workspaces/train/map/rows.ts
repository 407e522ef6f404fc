import type { MapPoint } from "#contract/learning.ts";
import type { Sort } from "../../../ui/table/Table.tsx";

export interface SegmentRow {
  readonly id: string;
  /** Of its point on the map. */
  readonly place: number;
  readonly point: MapPoint;
  /** Of its capture. */
  readonly name: string;
}

export function rowsOf(
  points: readonly MapPoint[],
  captures: readonly { readonly id: string; readonly name: string }[],
): SegmentRow[] {
  const names = new Map(captures.map(({ id, name }) => [id, name]));
  return points.map((point, place) => ({
    id: String(place),
    place,
    point,
    name: names.get(point.captureId) ?? "",
  }));
}

const words = new Intl.Collator(undefined, { numeric: true });
const inTime = (a: SegmentRow, b: SegmentRow) => words.compare(a.name, b.name) || a.point.startUs - b.point.startUs;
const BY: Readonly<Record<string, (a: SegmentRow, b: SegmentRow) => number>> = {
  odd: (a, b) => a.point.odd - b.point.odd,
  label: (a, b) => words.compare(a.point.label, b.point.label),
  capture: (a, b) => words.compare(a.name, b.name),
  time: (a, b) => a.point.startUs - b.point.startUs,
  hand: (a, b) => words.compare(a.point.hand ?? "", b.point.hand ?? ""),
};

/** Equals stand as they come in their captures. */
export function sortedRows(rows: readonly SegmentRow[], { column, direction }: Sort): SegmentRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const by = BY[column] ?? inTime;
  return rows.toSorted((a, b) => sign * by(a, b) || inTime(a, b));
}
