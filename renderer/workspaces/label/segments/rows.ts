import type { Segment, Track } from "#domain/labeling/segments.ts";
import type { Sort } from "../../../ui/table/Table.tsx";

/** One line of the table. */
export interface SegmentRow {
  readonly id: string;
  readonly segment: Segment;
  readonly track: Track;
}

export interface SegmentFilter {
  /** In label, quality, track, origin or id. */
  readonly words: string;
  readonly label: string | null;
  /** `none`: of no hand. */
  readonly hand: "left" | "right" | "none" | null;
  /** `trackId`; null for all. */
  readonly track: string | null;
}

export const NO_FILTER: SegmentFilter = { words: "", label: null, hand: null, track: null };

export function rowsOf(tracks: readonly Track[], idOf: (track: Track) => string, filter: SegmentFilter): SegmentRow[] {
  const words = filter.words.trim().toLowerCase();
  return tracks
    .filter((track) => filter.track === null || idOf(track) === filter.track)
    .flatMap((track) =>
      track.segments
        .filter((segment) => matches(segment, track, words, filter))
        .map((segment) => ({ id: segment.id, segment, track })),
    );
}

function matches(segment: Segment, track: Track, words: string, { label, hand }: SegmentFilter): boolean {
  if (label !== null && segment.label !== label) return false;
  if (hand !== null && (segment.hand ?? "none") !== hand) return false;
  if (words === "") return true;
  const { id, quality, origin } = segment;
  return `${segment.label}\n${quality ?? ""}\n${track.name}\n${origin}\n${id}`.toLowerCase().includes(words);
}

type Value = string | number;

const VALUES: Readonly<Record<string, (row: SegmentRow) => Value | null>> = {
  label: ({ segment }) => segment.label,
  hand: ({ segment }) => segment.hand,
  quality: ({ segment }) => segment.quality,
  start: ({ segment }) => segment.startUs,
  length: ({ segment }) => segment.endUs - segment.startUs,
  peak: ({ segment }) => segment.peakUs,
  track: ({ track }) => track.name,
  origin: ({ segment }) => segment.origin,
  confidence: ({ segment }) => segment.confidence,
};

/** By a column; rows without a value come last, equal ones by time. */
export function sorted(rows: readonly SegmentRow[], { column, direction }: Sort): SegmentRow[] {
  const value = VALUES[column] ?? VALUES.start!;
  const sign = direction === "ascending" ? 1 : -1;
  const byTime = (a: SegmentRow, b: SegmentRow) => a.segment.startUs - b.segment.startUs;
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return byTime(a, b);
    if (x === null || y === null) return x === null ? 1 : -1;
    return sign * (x < y ? -1 : 1);
  });
}

export interface Lengths {
  readonly count: number;
  readonly meanUs: number;
  readonly leastUs: number;
  readonly mostUs: number;
}

/** How long segments are; null for none. */
export function lengthsOf(segments: readonly Segment[]): Lengths | null {
  if (segments.length === 0) return null;
  const lengths = segments.map(({ startUs, endUs }) => endUs - startUs);
  return {
    count: lengths.length,
    meanUs: lengths.reduce((sum, each) => sum + each, 0) / lengths.length,
    leastUs: lengths.reduce((a, b) => Math.min(a, b)),
    mostUs: lengths.reduce((a, b) => Math.max(a, b)),
  };
}
