import type { EditName, HistoryState } from "#contract/captures.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureSummary } from "#domain/captures.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import type { LabelImport } from "#domain/labeling/labelFiles.ts";
import type { LabelScheme, Rename } from "#domain/labeling/scheme.ts";
import type { Track, TrackChoice, TrackKind } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import type {
  Accepted,
  Arrival,
  ImportHow,
  Journal,
  NewCapture,
  NewTrack,
  ProjectStore,
  StoreChange,
  TrackSegments,
} from "./api.ts";
import type { ModelPartBytes, NewModel } from "./models/modelApi.ts";
import type { StoreThread } from "./storeThread.ts";
import { ThreadJournal } from "./threadJournal.ts";
import type { ThreadEvent } from "./threadMessages.ts";
import type { ValidationHead } from "./validations/validationApi.ts";
import type { StoredVideo, VideoChange } from "./videoApi.ts";

/** An open project whose work is done by its reading thread and, where it may be written, its writing thread. */
export class ThreadStore implements ProjectStore {
  readonly folder: string;
  readonly name: string;
  readonly readOnlyReason: { readonly code: string; readonly detail: Record<string, string | number> } | null;
  readonly #reader: StoreThread<"reader">;
  readonly #writer: StoreThread<"writer"> | null;
  readonly #journals = new Map<string, ThreadJournal>();
  readonly #listeners = new Set<(change: StoreChange) => void>();

  constructor(
    folder: string,
    name: string,
    reader: StoreThread<"reader">,
    writer: StoreThread<"writer"> | null,
    readOnlyReason: Problem | null,
  ) {
    this.folder = folder;
    this.name = name;
    this.#reader = reader;
    this.#writer = writer;
    this.readOnlyReason = readOnlyReason && { code: readOnlyReason.code, detail: { ...readOnlyReason.detail } };
    if (!writer) return;
    writer.onEvent = (event) => this.#receive(event);
    writer.onDeath = ({ message }) => {
      for (const journal of this.#journals.values()) journal.troubled("disk.failed", message);
    };
  }

  get readOnly(): boolean {
    return this.#writer === null;
  }

  captures(deleted: boolean): Promise<CaptureSummary[]> {
    return this.#reader.call("captures", deleted);
  }

  capture(captureId: string): Promise<CaptureDetail> {
    return this.#reader.call("capture", captureId);
  }

  async begin(capture: NewCapture): Promise<Journal> {
    const writer = this.#writing();
    const summary = await writer.call("begin", capture);
    const journal = new ThreadJournal(writer, summary, () => this.#journals.delete(summary.id));
    this.#journals.set(summary.id, journal);
    return journal;
  }

  async rename(captureId: string, name: string): Promise<CaptureSummary> {
    return await this.#writing().call("rename", captureId, name);
  }

  async setLabel(captureIds: readonly string[], label: string | null): Promise<void> {
    await this.#writing().call("setLabel", captureIds, label);
  }

  async setMetadata(
    ids: readonly string[],
    fields: Readonly<Record<string, string>>,
    label?: string | null,
  ): Promise<void> {
    await this.#writing().call("setMetadata", ids, fields, label);
  }

  async setDeleted(captureIds: readonly string[], deleted: boolean): Promise<void> {
    await this.#writing().call("setDeleted", captureIds, deleted);
  }

  async settle(captureId: string, decision: "keep" | "delete"): Promise<void> {
    await this.#writing().call("settle", captureId, decision);
  }

  async setReviewed(captureIds: readonly string[], reviewed: boolean): Promise<void> {
    await this.#writing().call("setReviewed", captureIds, reviewed);
  }

  tracks(captureId: string): Promise<Track[]> {
    return this.#reader.call("tracks", captureId);
  }

  async editLabels(
    captureId: string,
    name: EditName,
    changes: readonly TrackChange[],
    pageId: string | null = null,
  ): Promise<void> {
    await this.#writing().call("editLabels", captureId, name, changes, pageId);
  }

  async acceptTracks(
    captureIds: readonly string[],
    from: TrackChoice,
    into: string,
    label: string | null,
  ): Promise<Accepted> {
    return await this.#writing().call("acceptTracks", captureIds, from, into, label);
  }

  async relabel(captureIds: readonly string[], from: string | null, to: string): Promise<number> {
    return await this.#writing().call("relabel", captureIds, from, to);
  }

  async clear(captureIds: readonly string[], kind: TrackKind, track: string | null): Promise<number> {
    return await this.#writing().call("clear", captureIds, kind, track);
  }

  async putTracks(track: NewTrack, of: readonly TrackSegments[]): Promise<void> {
    await this.#writing().call("putTracks", track, of);
  }

  async importTracks(captureId: string, tracks: readonly Track[], how: ImportHow): Promise<LabelImport> {
    return await this.#writing().call("importTracks", captureId, tracks, how);
  }

  scheme(): Promise<LabelScheme> {
    return this.#reader.call("scheme");
  }

  async setScheme(scheme: LabelScheme, renames: readonly Rename[]): Promise<void> {
    await this.#writing().call("setScheme", scheme, renames);
  }

  readSamples(captureId: string, streamId: number, from: number, to: number): Promise<SampleSlice> {
    return this.#reader.call("readSamples", captureId, streamId, from, to);
  }

  readPyramid(captureId: string, streamId: number, level: number, from: number, to: number): Promise<SampleSlice> {
    return this.#reader.call("readPyramid", captureId, streamId, level, from, to);
  }

  readArrivals(captureId: string, streamId: number): Promise<Arrival[]> {
    return this.#reader.call("readArrivals", captureId, streamId);
  }

  videos(captureId: string): Promise<StoredVideo[]> {
    return this.#reader.call("videos", captureId);
  }

  unfinishedVideos(): Promise<StoredVideo[]> {
    return this.#reader.call("unfinishedVideos");
  }

  video(videoId: string): Promise<StoredVideo> {
    return this.#reader.call("video", videoId);
  }

  videoFrames(videoId: string): Promise<Float64Array> {
    return this.#reader.call("videoFrames", videoId);
  }

  async changeVideo(change: VideoChange): Promise<void> {
    await this.#writing().call("changeVideo", change);
  }

  models(): Promise<Model[]> {
    return this.#reader.call("models");
  }

  model(modelId: string): Promise<Model> {
    return this.#reader.call("model", modelId);
  }

  modelParts(modelId: string): Promise<ModelPartBytes[]> {
    return this.#reader.call("modelParts", modelId);
  }

  async addModel(model: NewModel): Promise<Model> {
    return await this.#writing().call("addModel", model);
  }

  async renameModel(modelId: string, name: string): Promise<Model> {
    return await this.#writing().call("renameModel", modelId, name);
  }

  async removeModel(modelId: string): Promise<void> {
    await this.#writing().call("removeModel", modelId);
  }

  validations(): Promise<ValidationHead[]> {
    return this.#reader.call("validations");
  }

  validation(validationId: string): Promise<Validation> {
    return this.#reader.call("validation", validationId);
  }

  async addValidation(validation: Validation): Promise<void> {
    await this.#writing().call("addValidation", validation);
  }

  async removeValidation(validationId: string): Promise<void> {
    await this.#writing().call("removeValidation", validationId);
  }

  async undo(captureId: string | null): Promise<EditName | null> {
    return await this.#writing().call("undo", captureId);
  }

  async redo(captureId: string | null): Promise<EditName | null> {
    return await this.#writing().call("redo", captureId);
  }

  history(captureId: string | null): Promise<HistoryState> {
    return this.#reader.call("history", captureId);
  }

  getSetting(key: string): Promise<string | null> {
    return this.#reader.call("getSetting", key);
  }

  async setSetting(key: string, json: string): Promise<void> {
    await this.#writing().call("setSetting", key, json);
  }

  onChange(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The reader goes first, so that the writer, alone, can leave the project as one plain file. */
  async close(): Promise<void> {
    await this.#reader.close();
    await this.#writer?.close();
  }

  #writing(): StoreThread<"writer"> {
    if (!this.#writer) throw new ProblemError("project.readOnly", {});
    return this.#writer;
  }

  #receive(event: ThreadEvent): void {
    if (event.event === "progress") this.#journals.get(event.captureId)?.progressed(event.doneShare);
    else if (event.event === "trouble") this.#journals.get(event.captureId)?.troubled(event.code, event.message);
    else for (const listener of this.#listeners) listener(event);
  }
}
