import type { Segment } from "#domain/labeling/segments.ts";

/** A segment as its table, and as the history's images of it, hold it. */
export interface SegmentRow {
  readonly uuid: string;
  readonly track_id: number;
  readonly label: string;
  readonly hand: Segment["hand"];
  readonly quality: string | null;
  readonly start_us: number;
  readonly peak_us: number | null;
  readonly end_us: number;
  readonly confidence: number | null;
  readonly origin: string;
}

export function toSegment(row: SegmentRow): Segment {
  return {
    id: row.uuid,
    label: row.label,
    hand: row.hand,
    quality: row.quality,
    startUs: row.start_us,
    endUs: row.end_us,
    peakUs: row.peak_us,
    confidence: row.confidence,
    origin: row.origin,
  };
}

/** The row of a segment. Confidence is kept to a millionth: a history's image holds no more than 15 digits. */
export function toRow(segment: Segment, trackId: number): SegmentRow {
  return {
    uuid: segment.id,
    track_id: trackId,
    label: segment.label,
    hand: segment.hand,
    quality: segment.quality,
    start_us: segment.startUs,
    peak_us: segment.peakUs,
    end_us: segment.endUs,
    confidence: segment.confidence === null ? null : Math.round(segment.confidence * 1e6) / 1e6,
    origin: segment.origin,
  };
}

const COLUMNS = [
  "uuid",
  "track_id",
  "label",
  "hand",
  "quality",
  "start_us",
  "peak_us",
  "end_us",
  "confidence",
  "origin",
] as const satisfies readonly (keyof SegmentRow)[];

export const INSERT_SEGMENT = `INSERT INTO segment (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map((column) => `:${column}`).join(", ")})`;

/** By uuid, within its track. */
export const UPDATE_SEGMENT = `UPDATE segment SET ${COLUMNS.map((column) => `${column} = :${column}`).join(", ")}
  WHERE uuid = :uuid AND track_id = :track_id`;
