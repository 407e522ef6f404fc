import { createStore } from "zustand/vanilla";
import type { Input, Output, Studio } from "#contract/contract.ts";
import { reviewState } from "#domain/captures.ts";
import { type MatchRule, SAME_PUNCH } from "#domain/matching.ts";
import type { PairedResult } from "#domain/validation/paired.ts";
import type { Validation } from "#domain/validation/results.ts";
import { Lookup } from "../../training/lookup.ts";
import { text } from "../../ui/text.ts";
import { ask, calm, done } from "../ask.ts";
import { cancelJob, onShare, type Running } from "../job.ts";
import type { Captures } from "./captures.ts";
import { sayUndoable } from "./sayUndoable.ts";

type SegmentMap = Extract<Output<"features.map">, { ok: true }>["value"];
export type ListedModel = Output<"model.list">[number];
export type ListedResult = Output<"validation.list">[number];

/** Which captures are judged: all with truth, those selected in Label, or those that its filter shows. */
export const SCOPES = ["labelled", "selected", "filtered"] as const;
export type Scope = (typeof SCOPES)[number];

/** One confusion: places in the matrix; the last row is background, the last column missed. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A result beside the shown one. */
export interface Compared {
  readonly result: Validation;
  /** Null where the two judged nothing in common. */
  readonly paired: PairedResult | null;
}

/** More columns than this cannot be taken in at once. */
export const MOST_COMPARED = 4;

export interface AccuracyState {
  /** Newest first; undefined until they were read. */
  readonly models: readonly ListedModel[] | undefined;
  readonly results: readonly ListedResult[] | undefined;
  readonly chosen: ReadonlySet<string>;
  /** The model whose punches the chosen ones name; null: each finds its own. */
  readonly detector: string | null;
  readonly scope: Scope;
  readonly rule: MatchRule;
  readonly fullyAnnotated: boolean;
  /** The models that are under way: which one it is, and how much of it is done. */
  readonly running: (Running & { readonly model: string }) | null;
  readonly shown: Validation | null;
  /** Results that stand beside the shown one, and how they differ from it. */
  readonly compared: readonly Compared[];
  /** Whose clips are listed; null: all that went wrong. */
  readonly cell: Cell | null;
  /** Ids of the clips that were picked on the map, which are listed instead; null: none were. */
  readonly picked: ReadonlySet<string> | null;
}

const AT_REST: AccuracyState = {
  models: undefined,
  results: undefined,
  chosen: new Set(),
  detector: null,
  scope: "labelled",
  rule: SAME_PUNCH,
  fullyAnnotated: false,
  running: null,
  shown: null,
  compared: [],
  cell: null,
  picked: null,
};

function newestFirst<T extends { readonly createdAtMs: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
}

type Sources = Pick<Captures, "store"> & { filtered(): readonly { readonly id: string }[] };

/** Accuracy of the open project's models: what is to be judged, what is under way, and the results. */
export function createAccuracy(studio: Studio, captures: Sources) {
  const store = createStore<AccuracyState>(() => AT_REST);
  const set = store.setState;
  const map = new Lookup<Omit<Input<"features.map">, "jobId">, SegmentMap>(studio, (asked, jobId) =>
    studio.call("features.map", { ...asked, jobId }),
  );
  // The place reads when somebody is there; what changes before that is not asked for.
  let used = false;
  let asked = 0;

  const open = async (validationId: string) => {
    const turn = ++asked;
    const shown = await ask(studio.call("validation.get", { validationId }));
    if (turn === asked && shown !== undefined) set({ shown, compared: [], cell: null, picked: null });
  };
  /** Puts results beside the shown one, in this order. */
  const compareWith = async (ids: readonly string[]) => {
    const { shown } = store.getState();
    if (shown === null) return;
    const turn = ++asked;
    const compared = await Promise.all(
      ids.slice(0, MOST_COMPARED).map(async (id): Promise<Compared | null> => {
        const [result, paired] = await Promise.all([
          ask(studio.call("validation.get", { validationId: id })),
          calm(studio.call("validation.compare", { first: shown.id, second: id })),
        ]);
        if (result === undefined || paired === undefined) return null;
        return { result, paired: paired.ok ? paired.value : null };
      }),
    );
    if (turn === asked) set({ compared: compared.filter((each) => each !== null) });
  };
  const read = async () => {
    used = true;
    const [models, results] = await Promise.all([
      calm(studio.call("model.list", undefined).then(newestFirst)),
      calm(studio.call("validation.list", undefined).then(newestFirst)),
    ]);
    if (!models || !results || !used) return;
    const alive = new Set(models.map(({ id }) => id));
    const { chosen, detector, shown } = store.getState();
    const left = [...chosen].filter((id) => alive.has(id));
    const first = models.slice(0, 1).map(({ id }) => id);
    const gone = shown !== null && !results.some(({ id }) => id === shown.id);
    set({
      models,
      results,
      chosen: new Set(left.length > 0 ? left : first),
      detector: detector !== null && alive.has(detector) ? detector : null,
      ...(gone ? { shown: null, compared: [], cell: null, picked: null } : {}),
    });
    const still = new Set(results.map(({ id }) => id));
    const { compared } = store.getState();
    if (compared.some(({ result }) => !still.has(result.id)))
      set({ compared: compared.filter(({ result }) => still.has(result.id)) });
    const last = results[0];
    if (store.getState().shown === null && last !== undefined) await open(last.id);
  };
  const readAgain = () => void (used && read());
  studio.on("model.changed", readAgain);
  studio.on("validation.changed", readAgain);
  onShare(studio, (jobId, share) => {
    const { running } = store.getState();
    if (running?.jobId === jobId) set({ running: { ...running, share } });
  });

  /** The captures of a scope, in the order of their list. */
  const captureIds = (scope: Scope = store.getState().scope): string[] => {
    const { rows = [], selected } = captures.store.getState();
    if (scope === "filtered") return captures.filtered().map(({ id }) => id);
    if (scope === "selected") return rows.filter(({ id }) => selected.has(id)).map(({ id }) => id);
    return rows.filter((row) => reviewState(row) !== "unlabeled").map(({ id }) => id);
  };

  return {
    store,
    refresh: read,
    open,
    compareWith,
    captureIds,
    choose: (chosen: ReadonlySet<string>) => set({ chosen }),
    wish: (wish: Partial<Pick<AccuracyState, "detector" | "scope" | "rule" | "fullyAnnotated">>) => set(wish),
    showCell: (cell: Cell | null) => set({ cell, picked: null }),
    pick: (ids: readonly string[]) => set({ cell: null, picked: ids.length === 0 ? null : new Set(ids) }),
    map,
    /** Another project: nothing of the one before is shown meanwhile. */
    forget() {
      used = false;
      asked++;
      map.forget();
      set({ ...AT_REST, running: store.getState().running });
    },
    canRun: () => {
      const { chosen, running } = store.getState();
      return running === null && chosen.size > 0 && captureIds().length > 0;
    },
    /**
     * Judges the chosen models one after the other on the same captures, each behind the detector where there is one; the
     * first problem or a cancel ends it.
     */
    async run(): Promise<void> {
      const { models = [], chosen, detector, rule, fullyAnnotated } = store.getState();
      const before = models.find(({ id }) => id === detector);
      const ids = captureIds();
      const made: string[] = [];
      for (const model of models.filter(({ id }) => chosen.has(id))) {
        const jobId = crypto.randomUUID();
        const sequence = before === undefined || before === model ? [model] : [before, model];
        set({ running: { jobId, model: sequence.map(({ name }) => name).join(" > "), share: null } });
        const modelIds = sequence.map(({ id }) => id);
        const wish = { modelIds, captureIds: ids, rule, fullyAnnotated, truthTrack: null, jobId };
        const result = await ask(studio.call("validation.run", wish));
        set({ running: null });
        if (result === undefined) return;
        asked++;
        made.unshift(result.id);
        set({ shown: result, compared: [], cell: null, picked: null });
      }
      await read();
      if (made.length > 1) await compareWith(made.slice(1));
    },
    cancel: () => cancelJob(studio, store.getState().running),
    /** Takes a result out of the project; what is said of it has the way back. */
    async remove({ id, modelNames }: Pick<Validation, "id" | "modelNames">): Promise<void> {
      if (!(await done(studio.call("validation.remove", { validationId: id })))) return;
      await read();
      const undo = () => void ask(studio.call("history.undo", { captureId: null }));
      await sayUndoable(studio, null, text("validate.removed", { name: modelNames.join(" > ") }), undo);
    },
  };
}
export type Accuracy = ReturnType<typeof createAccuracy>;
