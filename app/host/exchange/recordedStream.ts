import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { ClockLine } from "#domain/time.ts";

/** Rows that follow one another. Between two runs, the sample indexes that are left out were lost. */
export interface RecordedRun {
  readonly firstIndex: number;
  /** Interleaved rows, row-major, in the stream's sample type. */
  readonly values: SampleArray;
}

/** One stream of something recorded, wherever it lies: read from start to end, never held whole. */
export interface RecordedStream {
  readonly hand: Hand | null;
  readonly format: StreamFormat;
  readonly clock: ClockLine;
  /** In the order of their indexes. May be asked for more than once; each time from the start. */
  runs(): AsyncIterable<RecordedRun>;
}

/** A recorded capture, or a file, as what plays or writes it sees it. */
export interface Recording {
  /** The capture's id, or what else tells it from others; without spaces. */
  readonly id: string;
  readonly name: string;
  readonly streams: readonly RecordedStream[];
}
