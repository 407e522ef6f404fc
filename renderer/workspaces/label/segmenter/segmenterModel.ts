import { createStore, type StoreApi } from "zustand/vanilla";
import type { Output, Studio } from "#contract/contract.ts";
import type { SegmenterPlan } from "#contract/segmenting.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import type { DetectionCounts } from "#domain/detection.ts";
import { type Track, truthIn } from "#domain/labeling/segments.ts";
import type { Problem } from "#domain/problems.ts";
import { completeSettings, type SegmenterName, type SettingValues } from "#domain/segmenters.ts";
import { ask, calm } from "../../../app/ask.ts";
import { cancelJob, onShare } from "../../../app/job.ts";
import { NewestOnly } from "../../../app/newestOnly.ts";
import type { LabelDoc } from "../../../labels/labelDoc.ts";
import { compared, previewTrack } from "./previewTrack.ts";
import { withSetting } from "./settingRange.ts";

type Value<K extends "segment.propose" | "segment.learn" | "segment.proposeMany"> = Extract<
  Output<K>,
  { ok: true }
>["value"];
export type Learned = Value<"segment.learn">["best"];

export interface SegmenterState {
  /** null until the project has said what it remembers. */
  readonly plan: SegmenterPlan | null;
  /** What the settings find in this capture; null while it is not known. */
  readonly found: Track | null;
  readonly compared: DetectionCounts | null;
  /** Why nothing can be found. */
  readonly problem: Problem | null;
  /** The long work that is under way: how much of it is done. */
  readonly job: { readonly what: "keep" | "learn"; readonly share: number | null } | null;
  readonly learned: Learned | null;
}

interface Parts {
  readonly studio: Pick<Studio, "call" | "on">;
  readonly capture: CaptureDetail;
  readonly labels: Pick<LabelDoc, "view" | "subscribe" | "setTransient">;
  /** What the preview's track is called. */
  readonly trackName: string;
}

const AT_REST: SegmenterState = {
  plan: null,
  found: null,
  compared: null,
  problem: null,
  job: null,
  learned: null,
};

/** The segmenter that is being tried on the open capture: its settings, what they find, and what is done with it. */
export class SegmenterModel {
  readonly store: StoreApi<SegmenterState> = createStore(() => AT_REST);
  readonly #parts: Parts;
  readonly #preview: NewestOnly<SegmenterPlan, Output<"segment.propose"> | undefined>;
  readonly #ends: (() => void)[];
  #jobId: string | null = null;
  #truth: ReturnType<typeof truthIn> = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    const { studio, labels } = parts;
    this.#preview = new NewestOnly(
      (plan) => this.#propose(plan),
      (outcome) => outcome && this.#show(outcome),
    );
    this.#ends = [
      labels.subscribe(() => this.#compareAnew()),
      onShare(studio, (jobId, share) => {
        const { job } = this.store.getState();
        if (jobId === this.#jobId && job) this.#set({ job: { ...job, share } });
      }),
    ];
  }

  get settings(): SettingValues {
    const { plan } = this.store.getState();
    return plan === null ? {} : completeSettings(plan.segmenter, plan.settings[plan.segmenter] ?? {});
  }

  async open(): Promise<void> {
    const plan = await calm(this.#parts.studio.call("segment.plan", undefined));
    if (plan) this.#take(plan);
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#preview.stop();
    this.stop();
    this.#parts.labels.setTransient(null);
  }

  choose(segmenter: SegmenterName): void {
    const { plan } = this.store.getState();
    if (plan !== null) this.#change({ ...plan, segmenter });
  }

  set(setting: string, value: number | string | boolean): void {
    const { plan } = this.store.getState();
    if (plan !== null) this.#setAll(withSetting(plan.segmenter, this.settings, setting, value));
  }

  /** Back to the usual settings. */
  reset(): void {
    this.#setAll({});
  }

  takeLearned(): void {
    const { plan, learned } = this.store.getState();
    if (plan === null || learned === null) return;
    const { segmenter, settings } = learned;
    this.#change({ segmenter, settings: { ...plan.settings, [segmenter]: settings } });
  }

  /** Stores what the settings find in these captures as their proposals; undefined where that was stopped or failed. */
  async keep(captureIds: readonly string[]): Promise<Value<"segment.proposeMany"> | undefined> {
    const { plan } = this.store.getState();
    if (plan === null) return undefined;
    const kept = await this.#work("keep", (jobId) => {
      const { segmenter } = plan;
      const input = { captureIds: [...captureIds], segmenter, settings: { ...this.settings }, jobId };
      return this.#parts.studio.call("segment.proposeMany", input);
    });
    return kept;
  }

  /** Learns the settings of the chosen segmenter, or of all of them. */
  async learn(captureIds: readonly string[], all: boolean): Promise<void> {
    const { plan } = this.store.getState();
    if (plan === null) return;
    this.#set({ learned: null });
    const value = await this.#work("learn", (jobId) => {
      const input = { captureIds: [...captureIds], segmenter: all ? null : plan.segmenter, jobId };
      return this.#parts.studio.call("segment.learn", input);
    });
    if (value) this.#set({ learned: value.best });
  }

  /** Stops the long work that is under way. */
  stop(): void {
    if (this.#jobId !== null) void cancelJob(this.#parts.studio, { jobId: this.#jobId });
  }

  async #work<T>(
    what: "keep" | "learn",
    start: (jobId: string) => Promise<{ ok: true; value: T } | { ok: false; problem: Problem }>,
  ): Promise<T | undefined> {
    if (this.#jobId !== null) return undefined;
    const jobId = crypto.randomUUID();
    this.#jobId = jobId;
    this.#set({ job: { what, share: null } });
    const value = await ask(start(jobId));
    this.#jobId = null;
    this.#set({ job: null });
    return value;
  }

  #setAll(settings: SettingValues): void {
    const { plan } = this.store.getState();
    if (plan === null) return;
    this.#change({ ...plan, settings: { ...plan.settings, [plan.segmenter]: settings } });
  }

  #change(plan: SegmenterPlan): void {
    void ask(this.#parts.studio.call("segment.setPlan", plan));
    this.#take(plan);
  }

  #take(plan: SegmenterPlan): void {
    this.#set({ plan });
    this.#preview.want(plan);
  }

  #propose({ segmenter }: SegmenterPlan) {
    const { studio, capture } = this.#parts;
    const jobId = crypto.randomUUID();
    const input = { captureId: capture.id, segmenter, settings: { ...this.settings }, write: false, jobId };
    return {
      result: calm(studio.call("segment.propose", input)),
      cancel: () => void cancelJob(studio, { jobId }),
    };
  }

  #show(outcome: Output<"segment.propose">): void {
    const { labels, trackName } = this.#parts;
    const { plan } = this.store.getState();
    if (plan === null) return;
    if (!outcome.ok) {
      labels.setTransient(null);
      this.#set({ found: null, compared: null, problem: outcome.problem });
      return;
    }
    const found = previewTrack(trackName, plan.segmenter, outcome.value.proposals);
    this.#set({ found, problem: null, compared: this.#comparedWith(found) });
    labels.setTransient(found);
  }

  #compareAnew(): void {
    const { found } = this.store.getState();
    const truth = truthIn(this.#parts.labels.view.tracks);
    if (found === null || sameList(truth, this.#truth)) return;
    this.#truth = truth;
    this.#set({ compared: this.#comparedWith(found) });
  }

  #comparedWith(found: Track): DetectionCounts | null {
    return compared(this.#parts.capture, this.#parts.labels.view.tracks, found.segments);
  }

  #set(state: Partial<SegmenterState>): void {
    this.store.setState(state);
  }
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((each, i) => each === b[i]));
}
