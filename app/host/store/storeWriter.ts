import { setTimeout } from "node:timers/promises";
import type { EditName } from "#contract/captures.ts";
import type { CaptureSummary, Gap } from "#domain/captures.ts";
import type { SampleArray } from "#domain/channels.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import type { LabelImport } from "#domain/labeling/labelFiles.ts";
import type { LabelScheme, Rename } from "#domain/labeling/scheme.ts";
import type { Track, TrackChoice, TrackKind } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import type { Accepted, Arrival, ImportHow, NewCapture, NewTrack, StreamEnd, TrackSegments } from "./api.ts";
import { CaptureEdits } from "./captureEdits.ts";
import { readSummary } from "./captureRows.ts";
import { closeWriting, openForWriting } from "./database.ts";
import { finishSamples } from "./finishCapture.ts";
import { type Direction, History, type Step } from "./history/history.ts";
import { JournalWriter, writeStreamEnd } from "./journalWriter.ts";
import { cutTruthAtEnd } from "./labels/cutAtEnd.ts";
import { LabelEdits } from "./labels/labelEdits.ts";
import { setScheme } from "./labels/schemeEdits.ts";
import type { NewModel } from "./models/modelApi.ts";
import { insertModel, readModel, removeModel, renameModel } from "./models/modelRows.ts";
import { insertCapture } from "./newCapture.ts";
import { recoverInterrupted } from "./recovery.ts";
import type { Db } from "./sqlite.ts";
import { stepEvents } from "./stepEvents.ts";
import type { ThreadEvent } from "./threadMessages.ts";
import { insertValidation, removeValidation } from "./validations/validationRows.ts";
import type { VideoChange } from "./videoApi.ts";
import { changeVideo } from "./videoChanges.ts";

/** How long finish waits for a failing disk before it gives up (and can be called again). */
const LAST_FLUSH_MS = 10_000;
const RETRY_MS = 250;

/** Everything that changes a project. It lives in the writing thread, which holds the project's lock. */
export class StoreWriter {
  readonly #db: Db;
  readonly #edits: CaptureEdits;
  readonly #history: History;
  readonly #labels: LabelEdits;
  readonly #emit: (event: ThreadEvent) => void;
  readonly #journals = new Map<string, JournalWriter>();
  readonly #closing = new AbortController();
  /** Joins interrupted captures in the background, one after the other. */
  readonly #recovered: Promise<void>;

  constructor(folder: string, emit: (event: ThreadEvent) => void) {
    this.#db = openForWriting(folder);
    this.#emit = emit;
    this.#history = new History(this.#db);
    this.#edits = new CaptureEdits(this.#db, this.#history);
    this.#labels = new LabelEdits(this.#db, this.#history);
    this.#recovered = this.#joinInterrupted(recoverInterrupted(this.#db));
  }

  begin(capture: NewCapture): CaptureSummary {
    const summary = readSummary(this.#db, insertCapture(this.#db, capture));
    const journal = new JournalWriter(this.#db, summary, (code, message) =>
      this.#emit({ event: "trouble", captureId: summary.id, code, message }),
    );
    this.#journals.set(summary.id, journal);
    this.#changed([summary.id]);
    return summary;
  }

  append(captureId: string, streamId: number, firstIndex: number, rows: SampleArray, arrivals: Arrival[]): void {
    this.#journals.get(captureId)?.append(streamId, firstIndex, rows, arrivals);
  }

  gap(captureId: string, streamId: number, gap: Gap): void {
    this.#journals.get(captureId)?.gap(streamId, gap);
  }

  progress(captureId: string, streamId: number, end: StreamEnd): void {
    this.#journals.get(captureId)?.progress(streamId, end);
  }

  async finish(captureId: string, ends: readonly StreamEnd[], durationUs: number): Promise<CaptureSummary> {
    const journal = this.#journals.get(captureId);
    if (!journal) throw new ProblemError("capture.notFound", { captureId });
    await this.#lastFlush(journal);
    await this.#join(captureId);
    const endUs = Math.round(durationUs);
    const cut = this.#db
      .transaction(() => {
        const scanned = new Map(readSummary(this.#db, captureId).streams.map(({ id, counts }) => [id, counts.clipped]));
        for (const end of ends)
          writeStreamEnd(this.#db, { ...end, counts: { ...end.counts, clipped: scanned.get(end.streamId) ?? 0 } });
        this.#db.prepare("UPDATE capture SET state = 'finished', duration_us = ? WHERE uuid = ?").run(endUs, captureId);
        return cutTruthAtEnd(this.#db, captureId, endUs);
      })
      .immediate();
    // Out of the system's cache, so that "safe on disk" also holds when the power goes.
    this.#db.pragma("wal_checkpoint(PASSIVE)");
    this.#journals.delete(captureId);
    if (cut) this.#emit({ event: "labels", captureId, pageId: null, changes: null });
    this.#changed([captureId]);
    return readSummary(this.#db, captureId);
  }

  rename(captureId: string, name: string): CaptureSummary {
    this.#edits.rename(captureId, name);
    this.#changed([captureId]);
    return readSummary(this.#db, captureId);
  }

  setLabel(captureIds: readonly string[], label: string | null): void {
    this.#edits.setLabel(captureIds, label);
    this.#changed(captureIds);
  }

  setMetadata(ids: readonly string[], metadata: Readonly<Record<string, string>>, label?: string | null): void {
    this.#edits.setMetadata(ids, metadata, label);
    this.#changed(ids);
  }

  setDeleted(captureIds: readonly string[], deleted: boolean): void {
    this.#edits.setDeleted(captureIds, deleted ? Date.now() : null);
    this.#changed(captureIds);
  }

  async settle(captureId: string, decision: "keep" | "delete"): Promise<void> {
    await this.#recovered;
    // Does nothing where the background has done it; where it could not, this says why.
    await this.#join(captureId);
    this.#edits.settle(captureId, decision === "delete" ? Date.now() : null);
    this.#changed([captureId]);
  }

  setReviewed(captureIds: readonly string[], reviewed: boolean): void {
    this.#edits.setReviewed(captureIds, reviewed ? Date.now() : null);
    this.#changed(captureIds);
  }

  changeVideo(change: VideoChange): void {
    const captureId = changeVideo(this.#db, this.#history, change);
    this.#changed([captureId]);
    this.#emit({ event: "videos", captureIds: [captureId] });
  }

  addModel(model: NewModel): Model {
    const added = insertModel(this.#db, model);
    this.#emit({ event: "models" });
    return added;
  }

  renameModel(modelId: string, name: string): Model {
    this.#told(renameModel(this.#db, this.#history, modelId, name), "redo");
    return readModel(this.#db, modelId);
  }

  removeModel(modelId: string): void {
    this.#told(removeModel(this.#db, this.#history, modelId), "redo");
  }

  editLabels(captureId: string, name: EditName, changes: readonly TrackChange[], pageId: string | null): void {
    this.#told(this.#labels.edit(captureId, name, changes), "redo", pageId);
  }

  acceptTracks(captureIds: readonly string[], from: TrackChoice, into: string, label: string | null): Accepted {
    const { step, count, left } = this.#labels.accept(captureIds, from, into, label);
    this.#told(step, "redo");
    return { accepted: count, left };
  }

  relabel(captureIds: readonly string[], from: string | null, to: string): number {
    const { step, count } = this.#labels.relabel(captureIds, from, to);
    this.#told(step, "redo");
    return count;
  }

  clear(captureIds: readonly string[], kind: TrackKind, track: string | null): number {
    const { step, count } = this.#labels.clear(captureIds, kind, track);
    if (kind === "prediction") this.#refilled(captureIds);
    else this.#told(step, "redo");
    return count;
  }

  putTracks(track: NewTrack, of: readonly TrackSegments[]): void {
    const step = this.#labels.put(track, of);
    if (step) this.#told(step, "redo");
    else this.#refilled(of.map(({ captureId }) => captureId));
  }

  importTracks(captureId: string, tracks: readonly Track[], how: ImportHow): LabelImport {
    if (how.trial) return this.#labels.tryImport(captureId, tracks, how);
    const { step, result } = this.#labels.import(captureId, tracks, how);
    this.#told(step, "redo");
    return result;
  }

  setScheme(scheme: LabelScheme, renames: readonly Rename[]): void {
    this.#told(setScheme(this.#db, this.#history, scheme, renames), "redo");
  }

  addValidation(validation: Validation): void {
    insertValidation(this.#db, validation);
    this.#emit({ event: "validations" });
  }

  removeValidation(validationId: string): void {
    this.#told(removeValidation(this.#db, this.#history, validationId), "redo");
  }

  undo(captureId: string | null): EditName | null {
    return this.#told(this.#history.undo(captureId), "undo");
  }

  redo(captureId: string | null): EditName | null {
    return this.#told(this.#history.redo(captureId), "redo");
  }

  setSetting(key: string, json: string): void {
    this.#db
      .prepare("INSERT INTO setting (key, json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json")
      .run(key, json);
  }

  /** Writes what waits. A recording that is still running is found as interrupted at the next opening. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#recovered;
    for (const journal of this.#journals.values()) {
      journal.flush();
      journal.stop();
    }
    closeWriting(this.#db);
  }

  /** Tells what a step changed, now that it was done (again) or undone. */
  #told(step: Step | null, direction: Direction, pageId: string | null = null): EditName | null {
    if (step) for (const event of stepEvents(this.#db, step, direction, pageId)) this.#emit(event);
    return step?.name ?? null;
  }

  /** Tracks were filled without an edit. */
  #refilled(captureIds: readonly string[]): void {
    for (const captureId of captureIds) this.#emit({ event: "labels", captureId, pageId: null, changes: null });
    this.#changed(captureIds);
  }

  async #join(captureId: string): Promise<void> {
    await finishSamples(this.#db, captureId, this.#closing.signal, (doneShare) =>
      this.#emit({ event: "progress", captureId, doneShare }),
    );
  }

  /** Never rejects: what cannot be joined now (a full disk, a project closed again) is joined by settle or next time. */
  async #joinInterrupted(captureIds: readonly string[]): Promise<void> {
    for (const captureId of captureIds) {
      const joined = await this.#join(captureId).then(
        () => true,
        () => false,
      );
      if (joined) this.#changed([captureId]);
    }
  }

  async #lastFlush(journal: JournalWriter): Promise<void> {
    const until = performance.now() + LAST_FLUSH_MS;
    for (let problem = journal.flush(); problem; problem = journal.flush()) {
      if (performance.now() > until) throw problem;
      await setTimeout(RETRY_MS, undefined, { signal: this.#closing.signal });
    }
  }

  #changed(captureIds: readonly string[]): void {
    this.#emit({ event: "captures", captureIds });
  }
}
