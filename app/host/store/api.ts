import type { EditName, HistoryState } from "#contract/captures.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureSummary, DeviceIdentity, Gap, LinkCounts } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { ClockLine } from "#domain/time.ts";
import type { VideoStore } from "./videoApi.ts";

export interface NewStream {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly format: StreamFormat;
}

export interface NewCapture {
  /** Made unique by the store ("Jab 03" -> "Jab 03 (2)"). */
  readonly name: string;
  readonly createdAtMs: number;
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly streams: readonly NewStream[];
}

/** When something arrived: host time and, where the device tells it, device time, of one sample index. */
export interface Arrival {
  readonly index: number;
  /** Capture clock, microseconds since the capture's start. */
  readonly hostUs: number;
  readonly deviceUs: number | null;
}

export interface StreamEnd {
  readonly streamId: number;
  readonly clock: ClockLine;
  readonly clockResidualUs: number | null;
  readonly counts: LinkCounts;
}

export interface TrackSegment {
  readonly label: string;
  readonly hand: Hand | null;
  readonly startUs: number;
  readonly peakUs: number | null;
  readonly endUs: number;
}

/**
 * A capture that is being written. `append` and `gap` never block and never throw: rows go to a worker thread and are on
 * disk within 250 ms; a failing disk is told by `onTrouble` (once per cause) and rows are kept in memory until it works
 * again or the capture is finished. Working again is told as `disk.recovered`.
 * (A RangeError is for a bug of the caller: half rows, indexes that go back, a stream of another capture, rows after
 * `finish`.)
 */
export interface Journal {
  readonly capture: CaptureSummary;
  /** `rows` interleaved; sample indexes continue, or leave a hole that a `gap` explains. `arrivals` are of these rows. */
  append(streamId: number, firstIndex: number, rows: SampleArray, arrivals: readonly Arrival[]): void;
  gap(streamId: number, gap: Gap): void;
  /** The running counters, written with the next flush, so that a crash keeps them too. */
  progress(streamId: number, end: StreamEnd): void;
  onTrouble(listener: (code: "disk.full" | "disk.failed" | "disk.recovered", message: string) => void): void;
  /**
   * Writes what is left, joins the chunks, finds clipped stretches and builds the pyramid. `counts.clipped` is replaced
   * by what is found in the samples.
   * @throws ProblemError disk.full, disk.failed: nothing is lost, and it can be called again
   */
  finish(
    ends: readonly StreamEnd[],
    durationUs: number,
    onProgress: (doneShare: number) => void,
  ): Promise<CaptureSummary>;
}

/** One open project. Every method runs in the store's worker thread, off the caller's. */
export interface ProjectStore extends VideoStore {
  readonly folder: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** Why nothing can be written: another studio holds it (with its process), or the files are read-only. */
  readonly readOnlyReason: { readonly code: string; readonly detail: Record<string, string | number> } | null;

  captures(deleted: boolean): Promise<CaptureSummary[]>;
  /** @throws ProblemError capture.notFound */
  capture(captureId: string): Promise<CaptureDetail>;
  begin(capture: NewCapture): Promise<Journal>;

  rename(captureId: string, name: string): Promise<CaptureSummary>;
  setLabel(captureIds: readonly string[], label: string | null): Promise<void>;
  setMetadata(captureIds: readonly string[], metadata: Readonly<Record<string, string>>): Promise<void>;
  setDeleted(captureIds: readonly string[], deleted: boolean): Promise<void>;
  settle(captureId: string, decision: "keep" | "delete"): Promise<void>;

  /** Replaces the track of this name of a capture. */
  putTrack(
    captureId: string,
    track: { readonly kind: "truth" | "proposal" | "prediction"; readonly name: string; readonly origin: string },
    segments: readonly TrackSegment[],
  ): Promise<void>;
  segments(captureId: string, kind: "truth" | "proposal" | "prediction"): Promise<TrackSegment[]>;

  /** Rows that exist in [from, to) as runs. @throws ProblemError capture.notFound, stream.notFound */
  readSamples(captureId: string, streamId: number, from: number, to: number): Promise<SampleSlice>;
  /** Bins [from, to) of a level, one run. @throws also pyramid.noLevel */
  readPyramid(captureId: string, streamId: number, level: number, from: number, to: number): Promise<SampleSlice>;
  /** The arrivals of a stream, in order, for clock fits and export. */
  readArrivals(captureId: string, streamId: number): Promise<Arrival[]>;

  /** Undoes or does again one edit, and names it; null when there is none. Edits survive a restart. */
  undo(): Promise<EditName | null>;
  redo(): Promise<EditName | null>;
  history(): Promise<HistoryState>;

  /** Small settings that belong to the project (the recording plan). JSON text. */
  getSetting(key: string): Promise<string | null>;
  setSetting(key: string, json: string): Promise<void>;

  /** Called with the ids of captures whenever an edit, a recording or an undo changed them. */
  onChange(listener: (captureIds: readonly string[]) => void): () => void;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Makes the folder and the database where they are missing. */
  readonly create?: boolean;
  /** Opens without the right to write, even where it could be had. */
  readonly readOnly?: boolean;
}

/**
 * Opens `Name.ringside/`. Where another studio holds it, the store opens read-only and says why.
 * @throws ProblemError project.notFound, project.notAProject, project.newer (made by a newer Ringside),
 *         project.damaged, project.noAccess
 */
export type OpenProjectStore = (folder: string, options?: OpenOptions) => Promise<ProjectStore>;
