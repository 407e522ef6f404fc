import type { EditName, HistoryState } from "#contract/captures.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureSummary, DeviceIdentity, Gap, LinkCounts } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import type { LabelImport } from "#domain/labeling/labelFiles.ts";
import type { LabelScheme, Rename } from "#domain/labeling/scheme.ts";
import type { Segment, Track, TrackChoice, TrackKind } from "#domain/labeling/segments.ts";
import type { ClockLine } from "#domain/time.ts";
import type { ModelStore } from "./models/modelApi.ts";
import type { ValidationStore } from "./validations/validationApi.ts";
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

/** A track without its segments; a capture has one of each kind and name. `origin` is JSON: what made it. */
export type NewTrack = Omit<Track, "segments">;

/** A segment that the store gives an id. */
export type TrackSegment = Omit<Segment, "id" | "quality" | "confidence"> &
  Partial<Pick<Segment, "quality" | "confidence">>;

/** What a track of one capture is filled with. */
export interface TrackSegments {
  readonly captureId: string;
  readonly segments: readonly TrackSegment[];
}

export interface Accepted {
  readonly accepted: number;
  /** Those that met truth. */
  readonly left: number;
}

/** How the labels of a file go in. */
export interface ImportHow {
  /** As finely as the file tells times: 1, or 1000 where it has milliseconds. */
  readonly stepUs: number;
  /** Whether to tell only what would come of it, and leave everything as it is. */
  readonly trial: boolean;
}

/** What changed in a project, by whatever edit, undo, redo or recording. */
export type StoreChange =
  | { readonly event: "captures"; readonly captureIds: readonly string[] }
  | { readonly event: "videos"; readonly captureIds: readonly string[] }
  | { readonly event: "models" }
  | { readonly event: "validations" }
  | {
      readonly event: "labels";
      readonly captureId: string;
      /** Whose edit it was; null for all but editLabels. */
      readonly pageId: string | null;
      /** In the order in which they happened; null: read the tracks again. */
      readonly changes: readonly TrackChange[] | null;
    }
  | { readonly event: "scheme"; readonly scheme: LabelScheme };

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
export interface ProjectStore extends VideoStore, ModelStore, ValidationStore {
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
  /** Merges the fields, an empty value removes its field; sets the label with them unless it is undefined. One step. */
  setMetadata(
    captureIds: readonly string[],
    fields: Readonly<Record<string, string>>,
    label?: string | null,
  ): Promise<void>;
  setDeleted(captureIds: readonly string[], deleted: boolean): Promise<void>;
  settle(captureId: string, decision: "keep" | "delete"): Promise<void>;

  /** Says that a person has looked at all of them, or takes that back. */
  setReviewed(captureIds: readonly string[], reviewed: boolean): Promise<void>;

  /** All tracks of a capture: truth, proposals, predictions; then by name. @throws ProblemError capture.notFound */
  tracks(captureId: string): Promise<Track[]>;
  /**
   * One gesture: all changes or none, one step. Only truth takes segments; a truth track that is not there is made.
   * Overlaps that were there before may stay, new ones in a lane are refused.
   * @throws ProblemError label.overlap, label.outside, label.gone, label.taken (an id that another segment has),
   *         label.notEditable
   */
  editLabels(captureId: string, name: EditName, changes: readonly TrackChange[], pageId?: string): Promise<void>;
  /** As `label.accept` of the contract. */
  acceptTracks(captureIds: readonly string[], from: TrackChoice, into: string, label: string | null): Promise<Accepted>;
  /** As `label.relabel`: how many truth segments changed. */
  relabel(captureIds: readonly string[], from: string | null, to: string): Promise<number>;
  /** As `label.clear`: how many segments went. Truth tracks stay, empty; predictions leave no step. */
  clear(captureIds: readonly string[], kind: TrackKind, track: string | null): Promise<number>;
  /**
   * Fills a track of captures anew, made where it is missing. Proposals are one step; truth of a simulated glove and
   * predictions are none.
   */
  putTracks(track: NewTrack, of: readonly TrackSegments[]): Promise<void>;
  /**
   * Adds the truth and proposals of a file, as one step; nothing is cut, overlaps are told.
   * @throws ProblemError label.outside
   */
  importTracks(captureId: string, tracks: readonly Track[], how: ImportHow): Promise<LabelImport>;
  scheme(): Promise<LabelScheme>;
  /** As `scheme.set`. @throws ProblemError scheme.sameName, scheme.sameKey */
  setScheme(scheme: LabelScheme, renames: readonly Rename[]): Promise<void>;

  /** Rows that exist in [from, to) as runs. @throws ProblemError capture.notFound, stream.notFound */
  readSamples(captureId: string, streamId: number, from: number, to: number): Promise<SampleSlice>;
  /** Bins [from, to) of a level, one run. @throws also pyramid.noLevel */
  readPyramid(captureId: string, streamId: number, level: number, from: number, to: number): Promise<SampleSlice>;
  /** The arrivals of a stream, in order, for clock fits and export. */
  readArrivals(captureId: string, streamId: number): Promise<Arrival[]>;

  /**
   * Undoes or does again one edit, and names it; null when there is none. With a capture: of the edits that touched it.
   * Edits survive a restart. @throws ProblemError history.blocked {edit, capture}
   */
  undo(captureId: string | null): Promise<EditName | null>;
  redo(captureId: string | null): Promise<EditName | null>;
  history(captureId: string | null): Promise<HistoryState>;

  /** Small settings that belong to the project (the recording plan). JSON text. */
  getSetting(key: string): Promise<string | null>;
  setSetting(key: string, json: string): Promise<void>;

  /** Called whenever an edit, a recording or an undo changed something. */
  onChange(listener: (change: StoreChange) => void): () => void;
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
