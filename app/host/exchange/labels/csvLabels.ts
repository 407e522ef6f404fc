import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { segment as segmentSchema, trackKey } from "#contract/labels.ts";
import { inOrder, OWN_TRUTH, type Segment, sameTrack, type Track } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { badLine, type LabelCodec } from "./labelFile.ts";

/** One column a field. Times in microseconds of the capture's clock; an empty cell is a field that nobody filled. */
const COLUMNS = [
  "kind",
  "track",
  "track_origin",
  "id",
  "label",
  "hand",
  "quality",
  "start_us",
  "end_us",
  "peak_us",
  "confidence",
  "origin",
] as const;
const NEEDED = ["label", "start_us", "end_us"] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const number = z
  .string()
  .trim()
  .regex(/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i)
  .transform(Number);

/** Labels with all their fields: what is read is what was written, bit for bit. Tracks without segments are left out. */
export const csvLabels: LabelCodec = {
  stepUs: 1,

  write: (tracks) => stringify(tracks.flatMap(rowsOf), { header: true, columns: [...COLUMNS] }),

  read: (text, into) => {
    const tracks: { key: Track; segments: Segment[] }[] = [];
    for (const { record, line, raw } of records(text)) {
      const { track, segment } = readRow(record, into) ?? {};
      if (!track || !segment) throw badLine(line, raw);
      const found = tracks.find(({ key }) => sameTrack(key, track));
      if (found) found.segments.push(segment);
      else tracks.push({ key: track, segments: [segment] });
    }
    return tracks.map(({ key, segments }) => ({ ...key, segments: segments.sort(inOrder) }));
  },
};

function rowsOf({ kind, name, origin, segments }: Track): (string | number | null)[][] {
  return segments.map((segment) => [
    kind,
    name,
    origin,
    segment.id,
    segment.label,
    segment.hand,
    segment.quality,
    segment.startUs,
    segment.endUs,
    segment.peakUs,
    segment.confidence,
    segment.origin,
  ]);
}

function* records(text: string): Generator<{ record: Row; line: number; raw: string }> {
  let header: string[] = [];
  const columns = (names: string[]) => {
    header = names.map((name) => name.trim().toLowerCase());
    return header;
  };
  let rows: { record: Row; info: { lines: number }; raw: string }[];
  try {
    rows = parse(text, { bom: true, columns, info: true, raw: true, skip_empty_lines: true }) as unknown as typeof rows;
  } catch (error) {
    if (error instanceof CsvError) throw badLine(Number(error.lines ?? 1), error.message, error);
    throw error;
  }
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new ProblemError("labels.noColumns", { missing: missing.join(", ") });
  for (const { record, info, raw } of rows) yield { record, line: info.lines, raw: raw.trim() };
}

function readRow(row: Row, into: string): { track: Track; segment: Segment } | null {
  const key = trackKey.safeParse({ kind: row.kind || OWN_TRUTH.kind, name: row.track || into });
  const us = (cell: string | undefined) => (cell ? number.safeParse(cell).data : null);
  const segment = segmentSchema.safeParse({
    id: row.id || crypto.randomUUID(),
    label: row.label,
    hand: row.hand || null,
    quality: row.quality || null,
    startUs: us(row.start_us),
    endUs: us(row.end_us),
    peakUs: us(row.peak_us),
    confidence: us(row.confidence),
    origin: row.origin || "import",
  });
  if (!key.success || !segment.success) return null;
  return {
    track: { ...key.data, origin: row.track_origin || JSON.stringify({ by: "import" }), segments: [] },
    segment: segment.data,
  };
}
