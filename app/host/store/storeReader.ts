import type { HistoryState } from "#contract/captures.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureSummary } from "#domain/captures.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import type { Track } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";
import type { Validation } from "#domain/validation/results.ts";
import type { Arrival } from "./api.ts";
import { readDetail, readStream, readSummaries } from "./captureRows.ts";
import { openForReading, type ReadingDb } from "./database.ts";
import { readHistory } from "./history/steps.ts";
import { readScheme } from "./labels/schemeEdits.ts";
import { readTracks } from "./labels/tracks.ts";
import type { ModelPartBytes } from "./models/modelApi.ts";
import { readModel, readModelParts, readModels } from "./models/modelRows.ts";
import { readArrivals, readPyramid, readSamples } from "./sampleReader.ts";
import type { Db } from "./sqlite.ts";
import type { ValidationHead } from "./validations/validationApi.ts";
import { readValidation, readValidations } from "./validations/validationRows.ts";
import type { StoredVideo } from "./videoApi.ts";
import { readUnfinishedVideos, readVideo, readVideoFrames, readVideos } from "./videoRows.ts";

/**
 * Everything that reads a project. It lives in a thread of its own, so that a long read never delays a recording's
 * flush. Each call sees what was committed before it.
 */
export class StoreReader {
  readonly #open: ReadingDb;
  readonly #db: Db;

  readonly #recordingIsOver: boolean;

  constructor(folder: string, recordingIsOver: boolean) {
    this.#recordingIsOver = recordingIsOver;
    this.#open = openForReading(folder);
    this.#db = this.#open.db;
  }

  captures(deleted: boolean): CaptureSummary[] {
    return this.#snapshot(() => readSummaries(this.#db, deleted)).map((capture) => this.#asItIs(capture));
  }

  capture(captureId: string): CaptureDetail {
    return this.#asItIs(this.#snapshot(() => readDetail(this.#db, captureId)));
  }

  tracks(captureId: string): Track[] {
    return this.#snapshot(() => readTracks(this.#db, captureId));
  }

  scheme(): LabelScheme {
    return this.#snapshot(() => readScheme(this.#db));
  }

  readSamples(captureId: string, streamId: number, from: number, to: number): SampleSlice {
    return this.#snapshot(() => readSamples(this.#db, captureId, streamId, from, to));
  }

  readPyramid(captureId: string, streamId: number, level: number, from: number, to: number): SampleSlice {
    return this.#snapshot(() => readPyramid(this.#db, captureId, streamId, level, from, to));
  }

  readArrivals(captureId: string, streamId: number): Arrival[] {
    return this.#snapshot(() => [...readArrivals(this.#db, readStream(this.#db, captureId, streamId))]);
  }

  videos(captureId: string): StoredVideo[] {
    return this.#snapshot(() => readVideos(this.#db, captureId));
  }

  unfinishedVideos(): StoredVideo[] {
    return this.#snapshot(() => readUnfinishedVideos(this.#db));
  }

  video(videoId: string): StoredVideo {
    return this.#snapshot(() => readVideo(this.#db, videoId));
  }

  videoFrames(videoId: string): Float64Array {
    return this.#snapshot(() => readVideoFrames(this.#db, videoId));
  }

  models(): Model[] {
    return this.#snapshot(() => readModels(this.#db));
  }

  model(modelId: string): Model {
    return this.#snapshot(() => readModel(this.#db, modelId));
  }

  modelParts(modelId: string): ModelPartBytes[] {
    return this.#snapshot(() => readModelParts(this.#db, modelId));
  }

  validations(): ValidationHead[] {
    return this.#snapshot(() => readValidations(this.#db));
  }

  validation(validationId: string): Validation {
    return this.#snapshot(() => readValidation(this.#db, validationId));
  }

  history(captureId: string | null): HistoryState {
    return this.#snapshot(() => readHistory(this.#db, captureId));
  }

  getSetting(key: string): string | null {
    return (
      this.#db.prepare<[string], { json: string }>("SELECT json FROM setting WHERE key = ?").get(key)?.json ?? null
    );
  }

  async close(): Promise<void> {
    this.#open.close();
  }

  #asItIs<T extends CaptureSummary>(capture: T): T {
    return this.#recordingIsOver && capture.state === "recording" ? { ...capture, state: "interrupted" } : capture;
  }

  /** One read transaction, so that all of an answer belongs to one moment. */
  #snapshot<T>(read: () => T): T {
    return this.#db.transaction(read).deferred();
  }
}
