import { type RecordingPlan, recordingPlan } from "#contract/recording.ts";
import type { ProjectStore } from "../store/api.ts";

const PLAN_KEY = "recording.plan";
const NUMBER_KEY = "recording.number";

export const FIRST_PLAN: RecordingPlan = {
  nameTemplate: "{label} {nn}",
  label: null,
  metadata: {},
  countdownS: 0,
  maxLengthS: null,
  keepSimulatedTruth: true,
};

/**
 * The recording plan and the running number of captures, kept in the project. A project without a plan of its own
 * starts from `FIRST_PLAN`, whatever was planned in another.
 */
export class PlanKeeper {
  /** For projects that cannot be written, as long as they are open. */
  readonly #unsaved = new WeakMap<ProjectStore, RecordingPlan>();

  async plan(store: ProjectStore | null): Promise<RecordingPlan> {
    if (store === null) return FIRST_PLAN;
    const unsaved = this.#unsaved.get(store);
    if (unsaved !== undefined) return unsaved;
    const json = await store.getSetting(PLAN_KEY);
    if (json === null) return FIRST_PLAN;
    const parsed = recordingPlan.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : FIRST_PLAN;
  }

  /** Without a project there is nothing to plan for, and nothing is kept. */
  async setPlan(store: ProjectStore | null, plan: RecordingPlan): Promise<void> {
    if (store?.readOnly) this.#unsaved.set(store, plan);
    else await store?.setSetting(PLAN_KEY, JSON.stringify(plan));
  }

  /** The next capture's number, from 1. It stays the next one until it is taken. */
  async nextNumber(store: ProjectStore | null): Promise<number> {
    const last = Number(JSON.parse((await store?.getSetting(NUMBER_KEY)) ?? "0"));
    return Number.isSafeInteger(last) && last >= 0 ? last + 1 : 1;
  }

  /** The same, and each is given once. */
  async takeNumber(store: ProjectStore): Promise<number> {
    const next = await this.nextNumber(store);
    await store.setSetting(NUMBER_KEY, JSON.stringify(next));
    return next;
  }
}
