import type { EditName, HistoryState } from "#contract/captures.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureSummary } from "#domain/captures.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Arrival, Journal, NewCapture, ProjectStore, TrackSegment } from "./api.ts";
import type { StoreThread } from "./storeThread.ts";
import { ThreadJournal } from "./threadJournal.ts";
import type { ThreadEvent } from "./threadMessages.ts";
import type { NewTrack, TrackKind } from "./tracks.ts";
import type { StoredVideo, VideoChange } from "./videoApi.ts";

/** An open project whose work is done by its reading thread and, where it may be written, its writing thread. */
export class ThreadStore implements ProjectStore {
  readonly folder: string;
  readonly name: string;
  readonly readOnlyReason: { readonly code: string; readonly detail: Record<string, string | number> } | null;
  readonly #reader: StoreThread<"reader">;
  readonly #writer: StoreThread<"writer"> | null;
  readonly #journals = new Map<string, ThreadJournal>();
  readonly #listeners = new Set<(captureIds: readonly string[]) => void>();
  readonly #videoListeners = new Set<(captureIds: readonly string[]) => void>();

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

  async setMetadata(captureIds: readonly string[], metadata: Readonly<Record<string, string>>): Promise<void> {
    await this.#writing().call("setMetadata", captureIds, metadata);
  }

  async setDeleted(captureIds: readonly string[], deleted: boolean): Promise<void> {
    await this.#writing().call("setDeleted", captureIds, deleted);
  }

  async settle(captureId: string, decision: "keep" | "delete"): Promise<void> {
    await this.#writing().call("settle", captureId, decision);
  }

  async putTrack(captureId: string, track: NewTrack, segments: readonly TrackSegment[]): Promise<void> {
    await this.#writing().call("putTrack", captureId, track, segments);
  }

  segments(captureId: string, kind: TrackKind): Promise<TrackSegment[]> {
    return this.#reader.call("segments", captureId, kind);
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

  onVideos(listener: (captureIds: readonly string[]) => void): () => void {
    this.#videoListeners.add(listener);
    return () => this.#videoListeners.delete(listener);
  }

  async undo(): Promise<EditName | null> {
    return await this.#writing().call("undo");
  }

  async redo(): Promise<EditName | null> {
    return await this.#writing().call("redo");
  }

  history(): Promise<HistoryState> {
    return this.#reader.call("history");
  }

  getSetting(key: string): Promise<string | null> {
    return this.#reader.call("getSetting", key);
  }

  async setSetting(key: string, json: string): Promise<void> {
    await this.#writing().call("setSetting", key, json);
  }

  onChange(listener: (captureIds: readonly string[]) => void): () => void {
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
    if (event.event === "changed") for (const listener of this.#listeners) listener(event.captureIds);
    else if (event.event === "videos") for (const listener of this.#videoListeners) listener(event.captureIds);
    else if (event.event === "progress") this.#journals.get(event.captureId)?.progressed(event.doneShare);
    else this.#journals.get(event.captureId)?.troubled(event.code, event.message);
  }
}
