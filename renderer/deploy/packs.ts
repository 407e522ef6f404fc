import { createStore } from "zustand/vanilla";
import type { Output, Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import type { Bill, Pack } from "#domain/deploy/pack.ts";
import type { Hand } from "#domain/hands.ts";
import { calm } from "../app/ask.ts";
import { cancelJob, onShare, outcomeOf, type Running } from "../app/job.ts";

export type DeployModel = Output<"model.list">[number];
export type Judgement = Output<"validation.list">[number];
export type Seal = Extract<Output<"pack.seal">, { ok: true }>["value"];

export interface PacksState {
  /** Newest first; undefined until they were read. */
  readonly models: readonly DeployModel[] | undefined;
  readonly modelId: string | null;
  /** Whose part goes on the glove; null where one serves both. */
  readonly hand: Hand | null;
  /** What the model becomes; null while it is made. */
  readonly pack: Outcome<Pack> | null;
  /** What it costs; null while it is counted. */
  readonly bill: Outcome<Bill> | null;
  readonly billing: Running | null;
  /** Results of this model alone, newest first. */
  readonly results: readonly Judgement[];
  readonly resultId: string | null;
  /** The last proof and what has changed since; `value` null: never proved. Null until it was read. */
  readonly seal: Outcome<Seal> | null;
  readonly proving: Running | null;
  /** Why the last attempt to prove came to nothing. */
  readonly notProved: Outcome<never> | null;
}

const NOTHING_OF_A_MODEL = {
  pack: null,
  bill: null,
  billing: null,
  results: [],
  resultId: null,
  seal: null,
  proving: null,
  notProved: null,
} satisfies Partial<PacksState>;

const AT_REST: PacksState = { models: undefined, modelId: null, hand: null, ...NOTHING_OF_A_MODEL };

function newestFirst<T extends { readonly createdAtMs: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
}

export function modelOf({ models, modelId }: Pick<PacksState, "models" | "modelId">): DeployModel | undefined {
  return models?.find(({ id }) => id === modelId);
}

/** The hands that a model has parts for; none where one part serves both. */
export function handsOf(model: Pick<DeployModel, "parts"> | undefined): Hand[] {
  return (model?.parts ?? []).flatMap(({ hand }) => (hand === null ? [] : [hand]));
}

/** From model to sealed pack: which model, what it becomes, what it costs, and whether it is proved. */
export function createPacks(studio: Studio) {
  const store = createStore<PacksState>(() => AT_REST);
  const { setState: set, getState: get } = store;
  // The place reads when somebody is there; what changes before that is not asked for.
  let used = false;
  let judged: { readonly modelId: string | null; readonly newest: string | undefined } | null = null;

  const readSeal = async () => {
    const { modelId } = get();
    if (modelId === null) return;
    const seal = await outcomeOf("pack.seal", studio.call("pack.seal", { modelId }));
    if (get().modelId === modelId) set({ seal });
  };
  const readResults = async () => {
    const listed = await calm(studio.call("validation.list", undefined));
    if (!listed) return;
    const { modelId, resultId } = get();
    const results = newestFirst(listed.filter(({ modelIds }) => modelIds.length === 1 && modelIds[0] === modelId));
    const usual = results.find(({ stale }) => stale.length === 0) ?? results[0];
    const known = results.some(({ id }) => id === resultId);
    set({ results, resultId: known ? resultId : (usual?.id ?? null) });
    // The bill tells how late the last result found the punches.
    const newest = results[0]?.id;
    if (judged?.modelId === modelId && judged.newest !== newest) void countBill();
    judged = { modelId, newest };
  };
  const readPack = async () => {
    const { modelId } = get();
    if (modelId === null) return;
    set({ pack: null });
    const pack = await outcomeOf("pack.build", studio.call("pack.build", { modelId }));
    if (get().modelId === modelId) set({ pack });
  };
  const countBill = async () => {
    const { modelId, hand, billing: before } = get();
    if (modelId === null) return;
    const jobId = crypto.randomUUID();
    set({ bill: null, billing: { jobId, share: null } });
    await cancelJob(studio, before);
    const bill = await outcomeOf("pack.bill", studio.call("pack.bill", { modelId, hand, jobId }));
    if (get().billing?.jobId === jobId) set({ bill, billing: null });
  };

  const readAll = () => Promise.all([readPack(), countBill(), readResults(), readSeal()]);
  const choose = async (modelId: string | null) => {
    const { billing, proving, models } = get();
    void cancelJob(studio, billing);
    void cancelJob(studio, proving);
    const hands = handsOf(models?.find(({ id }) => id === modelId));
    const hand = get().hand;
    set({ modelId, hand: hand !== null && hands.includes(hand) ? hand : (hands[0] ?? null), ...NOTHING_OF_A_MODEL });
    await readAll();
  };
  const readModels = async () => {
    used = true;
    const listed = await calm(studio.call("model.list", undefined).then(newestFirst));
    if (!listed || !used) return;
    const { modelId } = get();
    set({ models: listed });
    const kept = listed.some(({ id }) => id === modelId);
    if (!kept) await choose(listed[0]?.id ?? null);
  };
  const again = (read: () => Promise<unknown>) => () => void (used && read());
  studio.on("model.changed", again(readModels));
  studio.on("validation.changed", again(readResults));
  studio.on("pack.sealed", ({ modelId }) => void (used && modelId === get().modelId && readSeal()));
  onShare(studio, (jobId, share) => {
    const { billing, proving } = get();
    if (billing?.jobId === jobId) set({ billing: { jobId, share } });
    if (proving?.jobId === jobId) set({ proving: { jobId, share } });
  });

  const canProve = () => get().resultId !== null && get().proving === null;
  return {
    store,
    canProve,
    choose,
    /** What is shown is read again: labels and samples may have changed meanwhile. */
    async refresh() {
      const { modelId } = get();
      await readModels();
      if (modelId !== null && get().modelId === modelId) await Promise.all([readResults(), readSeal()]);
    },
    async chooseHand(hand: Hand) {
      set({ hand });
      await countBill();
    },
    chooseResult: (resultId: string) => set({ resultId }),
    /** Replays the chosen result's captures through the pack; the seal is the host's to give. */
    async prove(): Promise<void> {
      const { modelId, resultId: validationId } = get();
      if (modelId === null || validationId === null || !canProve()) return;
      const jobId = crypto.randomUUID();
      set({ proving: { jobId, share: null }, notProved: null });
      const proved = await outcomeOf("pack.prove", studio.call("pack.prove", { modelId, validationId, jobId }));
      if (get().proving?.jobId !== jobId) return;
      const stopped = !proved.ok && proved.problem.code === "job.cancelled";
      set({ proving: null, notProved: proved.ok || stopped ? null : proved });
      await readSeal();
    },
    cancelProof: () => cancelJob(studio, get().proving),
    /** Another project: nothing of the one before is shown meanwhile. */
    forget() {
      used = false;
      judged = null;
      set(AT_REST);
    },
  };
}
export type Packs = ReturnType<typeof createPacks>;
