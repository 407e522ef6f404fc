import type { Segment, Track } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";

/** The formats in which labels leave and come, by the ending of their files. */
export const LABEL_FORMATS = ["csv", "txt"] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];

/** A segment as a format knows it that has no fields for the rest. */
export function bareSegment(label: string, startUs: number, endUs: number): Segment {
  return {
    id: crypto.randomUUID(),
    label,
    hand: null,
    quality: null,
    startUs,
    endUs,
    peakUs: null,
    confidence: null,
    origin: "import",
  };
}

/** How one format is written and read. */
export interface LabelCodec {
  write(tracks: readonly Track[]): string;
  /**
   * @param into the truth track for what the file does not assign to any
   * @throws ProblemError labels.badLine {line, found}, labels.noColumns {missing}
   */
  read(text: string, into: string): Track[];
}

/** labels.badLine: the line of the file, from 1, and what it holds (its beginning). */
export function badLine(line: number, found: string, cause?: unknown): ProblemError {
  return new ProblemError("labels.badLine", { line, found: found.slice(0, 60) }, { cause });
}
