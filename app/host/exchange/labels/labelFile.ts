import type { Segment, Track } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";

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

/** What a file of labels may say besides. */
export interface About {
  /** The videos of the capture, under the names that they are exported by. */
  readonly videos: readonly {
    readonly fileName: string;
    /** Without codecs: `video/mp4`. */
    readonly mime: string;
    /** Where in the video the capture starts; before it where negative. */
    readonly originMs: number;
  }[];
  readonly writtenAt: Date;
}

/** How one format is written and read. */
export interface LabelCodec {
  /** As finely as it tells times. */
  readonly stepUs: number;
  write(tracks: readonly Track[], about: About): string;
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
