import type { StreamFormat } from "./channels.ts";
import type { Hand } from "./hands.ts";
import type { ClockLine } from "./time.ts";

/**
 * recording: being written now. interrupted: the studio died while recording; what reached the disk is whole, and the
 * user has not decided yet. finished: joined, with its pyramid.
 */
export const CAPTURE_STATES = ["recording", "interrupted", "finished"] as const;
export type CaptureState = (typeof CAPTURE_STATES)[number];

/** What the link did to a stream, counted in sample rows unless said otherwise. */
export interface LinkCounts {
  /** Rows that the device sent and that never arrived (known from sequence numbers) or are estimated lost (see gaps). */
  readonly lost: number;
  /** Packets refused because their checksum or shape was wrong. */
  readonly corrupt: number;
  /** Rows equal in every channel to the row before: a device that sends without waiting for new data. */
  readonly repeated: number;
  /** Rows with at least one channel at the end of its range. */
  readonly clipped: number;
}

export const NO_COUNTS: LinkCounts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };

export const GAP_REASONS = ["lost", "corrupt", "stall", "disconnect", "interrupted"] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Sample indexes for which there is no sample. A gap is stored, never filled. */
export interface Gap {
  readonly firstIndex: number;
  readonly rows: number;
  readonly reason: GapReason;
  /** True where `rows` follows from sequence numbers; false where it was estimated from the clock. */
  readonly exact: boolean;
}

/** Sample indexes in which at least one channel sits at the end of its range. */
export interface ClipSpan {
  readonly firstIndex: number;
  readonly rows: number;
}

/** Who made a stream. `simulated` is set by anything that is not a glove in somebody's hand, for ever. */
export interface DeviceIdentity {
  /** Stable across replugging: `serial:2341:805a:9F3C…`, `gateway:192.168.1.7:5555`, `simulated:left`. */
  readonly id: string;
  readonly name: string;
  readonly kind: "simulated" | "serial" | "gateway" | "ble";
  readonly simulated: boolean;
}

/** One glove's part of a capture. */
export interface CaptureStream {
  readonly id: number;
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly format: StreamFormat;
  /** Sample index -> capture time, laid under the arrivals: rows come late, never early (clockFit.ts). */
  readonly clock: ClockLine;
  /** Root mean square of how late rows came against that line; null before there is a fit. */
  readonly clockResidualUs: number | null;
  /** Rows stored. */
  readonly rows: number;
  /** One past the last sample index: `rows` plus everything in gaps. */
  readonly endIndex: number;
  /** Levels of the pyramid on disk; 0 while recording. */
  readonly pyramidLevels: number;
  readonly counts: LinkCounts;
}

export interface CaptureSummary {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly state: CaptureState;
  /** True when any stream is simulated. */
  readonly simulated: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly createdAtMs: number;
  readonly durationUs: number;
  /** What the whole capture is meant to hold, e.g. "Jab"; null where nobody said. */
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly streams: readonly CaptureStream[];
  /** When it went to the bin; null while it is in use. Nothing leaves the bin by itself. */
  readonly deletedAtMs: number | null;
  /** When a person said that its labels are right and complete; null while nobody did. */
  readonly reviewedAtMs: number | null;
  /** How many truth segments it has of each label. */
  readonly labelCounts: Readonly<Record<string, number>>;
  /** The same segments by the glove that they are of; none: both, or nobody said. */
  readonly handCounts: Readonly<Record<Hand | "none", number>>;
  /** Proposals in all its proposal tracks. */
  readonly proposals: number;
  readonly videos: number;
}

/** Where a capture stands in the queue of work. */
export const REVIEW_STATES = ["unlabeled", "inProgress", "reviewed"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export function reviewState({
  reviewedAtMs,
  labelCounts,
}: Pick<CaptureSummary, "reviewedAtMs" | "labelCounts">): ReviewState {
  if (reviewedAtMs !== null) return "reviewed";
  return Object.keys(labelCounts).length > 0 ? "inProgress" : "unlabeled";
}

/** A capture with everything that a timeline draws over the samples. */
export interface CaptureDetail extends CaptureSummary {
  readonly gaps: Readonly<Record<string, readonly Gap[]>>;
  readonly clips: Readonly<Record<string, readonly ClipSpan[]>>;
}
