import { createStore } from "zustand/vanilla";
import type { Input, Output, Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import type { SegmenterPlan } from "#contract/segmenting.ts";
import type { FeatureSet } from "#domain/learning/plan.ts";
import type { Problem } from "#domain/problems.ts";
import { ask, calm } from "../app/ask.ts";
import { cancelJob, onShare, type Running as RunningJob } from "../app/job.ts";
import type { Captures } from "../app/stores/captures.ts";
import type { Project } from "../app/stores/project.ts";
import { sayUndoable } from "../app/stores/sayUndoable.ts";
import type { Shell } from "../app/stores/shell.ts";
import { sayProblem } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";
import { type Curve, withEpoch } from "./curves.ts";
import { Lookup } from "./lookup.ts";
import { firstWish, rememberedWish, rememberWish, type TrainingWish } from "./wish.ts";

type Value<K extends "dataset.preview" | "dataset.examples" | "features.table" | "features.map" | "model.search"> =
  Extract<Output<K>, { ok: true }>["value"];
export type Preview = Value<"dataset.preview">;
export type Examples = Value<"dataset.examples">;
export type FeatureTable = Value<"features.table">;
export type FeatureRow = FeatureTable["features"][number];
export type SegmentMap = Value<"features.map">;
export type Candidate = Value<"model.search">[number];
type Asked<K extends "dataset.examples" | "features.table" | "features.map"> = Omit<Input<K>, "jobId">;

export const VIEWS = ["data", "map", "features", "models", "search"] as const;
export type View = (typeof VIEWS)[number];

export interface Running extends RunningJob {
  readonly what: "train" | "search";
  readonly name: string;
}

export interface TrainingState {
  /** Null until the project has said what it remembers. */
  readonly wish: TrainingWish | null;
  /** What the project's own segmenter is, as set in the label workspace. */
  readonly segmenter: SegmenterPlan | null;
  readonly view: View;
  /** Typed by a person; empty: one is made up. */
  readonly name: string;
  readonly running: Running | null;
  /** Why the last one came to nothing; null where a person stopped it. */
  readonly problem: Problem | null;
  /** Of the training that is under way, or of the last one. */
  readonly curves: readonly Curve[];
  /** The model that the curves led to; null while they are drawn, and where they led to none. */
  readonly curvesOf: string | null;
  readonly shownModel: string | null;
  readonly candidates: readonly Candidate[] | null;
  readonly set: FeatureSet;
  readonly method: "pca" | "umap";
  /** Counts how often captures or their labels changed: what was looked up before holds no more. */
  readonly changes: number;
}

const AT_REST: TrainingState = {
  wish: null,
  segmenter: null,
  view: "data",
  name: "",
  running: null,
  problem: null,
  curves: [],
  curvesOf: null,
  shownModel: null,
  candidates: null,
  set: "all",
  method: "umap",
  changes: 0,
};

interface Parts {
  readonly studio: Studio;
  readonly project: Pick<Project, "store">;
  readonly captures: Pick<Captures, "store">;
  readonly shell: Pick<Shell, "store">;
  readonly storage: Storage;
}

/** Models from captures: what is wished for, what is looked at, and what is under way. */
export function createTraining({ studio, project, captures, shell, storage }: Parts) {
  const store = createStore<TrainingState>(() => AT_REST);
  const set = store.setState;
  const preview = new Lookup<Input<"dataset.preview">, Preview>(studio, (asked) =>
    studio.call("dataset.preview", asked),
  );
  const examples = new Lookup<Asked<"dataset.examples">, Examples>(studio, (asked, jobId) =>
    studio.call("dataset.examples", { ...asked, jobId }),
  );
  const table = new Lookup<Asked<"features.table">, FeatureTable>(studio, (asked, jobId) =>
    studio.call("features.table", { ...asked, jobId }),
  );
  const map = new Lookup<Asked<"features.map">, SegmentMap>(studio, (asked, jobId) =>
    studio.call("features.map", { ...asked, jobId }),
  );
  studio.on("capture.changed", () => set(({ changes }) => ({ changes: changes + 1 })));
  onShare(studio, (jobId, share) => {
    const { running } = store.getState();
    if (running?.jobId === jobId) set({ running: { ...running, share } });
  });
  studio.on("model.epoch", (epoch) => {
    const { running, curves } = store.getState();
    if (running?.jobId === epoch.jobId) set({ curves: withEpoch(curves, epoch) });
  });

  const start = (what: Running["what"], name: string): string => {
    const jobId = crypto.randomUUID();
    set({
      running: { what, jobId, name, share: null },
      problem: null,
      ...(what === "train" ? { curves: [], curvesOf: null } : {}),
    });
    return jobId;
  };
  /** Ends the work under way; its value, if it came to one and its project is still open. What stands in the way is said. */
  const end = <T>(jobId: string, outcome: Outcome<T> | undefined): T | undefined => {
    if (store.getState().running?.jobId !== jobId) return undefined;
    set({ running: null });
    if (outcome === undefined || outcome.ok) return outcome?.value;
    if (outcome.problem.code === "job.cancelled") return undefined;
    set({ problem: outcome.problem });
    if (shell.store.getState().place.at !== "train") sayProblem(outcome.problem);
    return undefined;
  };

  return {
    store,
    preview,
    examples,
    table,
    map,
    /** Reads what the open project remembers; nothing where that is known. */
    async open(): Promise<void> {
      const { open } = project.store.getState();
      const { rows } = captures.store.getState();
      if (!open || rows === undefined || store.getState().wish !== null) return;
      const segmenter = (await calm(studio.call("segment.plan", undefined))) ?? null;
      if (project.store.getState().open?.id !== open.id || store.getState().wish !== null) return;
      set({ segmenter, wish: rememberedWish(storage, open.id) ?? firstWish(rows, segmenter) });
    },
    change(part: Partial<TrainingWish>): void {
      const { wish } = store.getState();
      const open = project.store.getState().open;
      if (wish === null || !open) return;
      const next = { ...wish, ...part };
      rememberWish(storage, open.id, next);
      set({ wish: next, problem: null });
    },
    show: (view: View) => set({ view }),
    setName: (name: string) => set({ name }),
    look: (at: Partial<Pick<TrainingState, "set" | "method">>) => set(at),
    showModel: (shownModel: string | null) => set({ shownModel }),
    /** Another project: nothing of the one before is shown, and its work is stopped. */
    forget(): void {
      const { running, view } = store.getState();
      void cancelJob(studio, running);
      for (const lookup of [preview, examples, table, map]) lookup.forget();
      set({ ...AT_REST, view });
    },
    canStart: () => {
      const { wish, running } = store.getState();
      return running === null && wish !== null && wish.plan.classes.length > 0;
    },
    async train(usualName: string): Promise<void> {
      const { wish, name } = store.getState();
      if (wish === null) return;
      const called = name.trim() || usualName;
      const jobId = start("train", called);
      set({ view: "models", shownModel: null });
      const made = end(jobId, await calm(studio.call("model.train", { ...wish, name: called, jobId })));
      if (made !== undefined) set({ shownModel: made.id, curvesOf: made.id, name: "" });
    },
    async search(): Promise<void> {
      const { wish } = store.getState();
      if (wish === null) return;
      const jobId = start("search", "");
      set({ view: "search" });
      const found = end(jobId, await calm(studio.call("model.search", { ...wish, jobId })));
      if (found !== undefined) set({ candidates: found });
    },
    cancel: () => cancelJob(studio, store.getState().running),
    async rename(modelId: string, name: string): Promise<void> {
      await ask(studio.call("model.rename", { modelId, name }));
    },
    async remove(modelId: string, name: string): Promise<void> {
      const outcome = await calm(studio.call("model.remove", { modelId }));
      if (outcome === undefined) return;
      const undo = () => void calm(studio.call("history.undo", { captureId: null }));
      if (outcome.ok) await sayUndoable(studio, null, text("train.removed", { name }), undo);
    },
  };
}
export type Training = ReturnType<typeof createTraining>;
