import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import { type RecordingPlan, type RecordingState, recordingPlan } from "#contract/recording.ts";
import { text } from "../../ui/text.ts";
import { calm, done } from "../ask.ts";
import { sayDeleted } from "./sayDeleted.ts";

export interface RecordingView {
  readonly state: RecordingState;
  /** null until the host has told it. */
  readonly plan: RecordingPlan | null;
  /** The number that the next capture will have in its project. */
  readonly nextNumber: number;
}

/** Typing is over when no key came for this long. */
const PLAN_PAUSE_MS = 300;

/** The recorder as the host tells it, and the plan for the next capture. */
export function createRecording(studio: Studio) {
  const store = createStore<RecordingView>(() => ({ state: { phase: "idle" }, plan: null, nextNumber: 1 }));
  const readNumber = async () => {
    const nextNumber = await calm(studio.call("recording.nextNumber", undefined));
    if (nextNumber !== undefined) store.setState({ nextNumber });
  };
  studio.on("recording.changed", (state) => {
    const began = state.phase === "recording" && store.getState().state.phase !== "recording";
    store.setState({ state });
    if (began) void readNumber();
  });

  let planTimer: ReturnType<typeof setTimeout> | undefined;
  const sendPlan = async () => {
    clearTimeout(planTimer);
    planTimer = undefined;
    const plan = recordingPlan.safeParse(store.getState().plan);
    if (plan.success) await calm(studio.call("recording.setPlan", plan.data));
  };
  const start = async () => {
    if (planTimer !== undefined) await sendPlan();
    return done(studio.call("recording.start", undefined));
  };
  const stop = () => done(studio.call("recording.stop", undefined));
  return {
    store,
    start,
    stop,
    async refresh() {
      const [state, plan] = await Promise.all([
        calm(studio.call("recording.state", undefined)),
        calm(studio.call("recording.plan", undefined)),
        readNumber(),
      ]);
      store.setState({ ...(state ? { state } : {}), ...(plan ? { plan } : {}) });
    },
    /** Starts, or stops what runs. In a review it keeps the last capture first: R, R, R records one after the other. */
    async toggle() {
      const { phase } = store.getState().state;
      if (phase === "countdown" || phase === "recording") return stop();
      if (phase === "finishing") return false;
      if (phase === "review" && !(await this.review("keep"))) return false;
      return start();
    },
    review(decision: "keep" | "discard", label?: string | null) {
      return done(studio.call("recording.review", { decision, ...(label === undefined ? {} : { label }) }));
    },
    /** To the bin, with a way back. */
    async discard() {
      const { state } = store.getState();
      if (state.phase !== "review" || !(await this.review("discard"))) return;
      await sayDeleted(studio, text("capture.discarded", { name: state.capture.name }), [state.capture.id]);
    },
    /** The plan as it is typed. The host hears of it after a pause, and before a recording starts, once it is valid. */
    setPlan(change: Partial<RecordingPlan>) {
      const { plan } = store.getState();
      if (plan === null) return;
      store.setState({ plan: { ...plan, ...change } });
      clearTimeout(planTimer);
      planTimer = setTimeout(() => void sendPlan(), PLAN_PAUSE_MS);
    },
  };
}
export type Recording = ReturnType<typeof createRecording>;
