import type { recordingCalls } from "#contract/recording.ts";
import type { Handlers } from "../api.ts";
import type { PlanKeeper } from "../capture/planKeeper.ts";
import type { Recorder } from "../capture/recorder.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";

const DONE = { ok: true as const, value: undefined };

export function recordingHandlers(
  desk: ProjectDesk,
  recorder: Recorder,
  plans: PlanKeeper,
): Handlers<keyof typeof recordingCalls> {
  return {
    "recording.plan": () => plans.plan(desk.store),
    "recording.setPlan": (plan) => plans.setPlan(desk.store, plan),
    "recording.nextNumber": () => plans.nextNumber(desk.store),
    "recording.state": async () => recorder.state,
    "recording.start": async () => {
      const store = desk.requireStore();
      const plan = await plans.plan(store);
      await recorder.start({ store, plan, nextNumber: () => plans.takeNumber(store) });
      return DONE;
    },
    "recording.stop": async () => {
      await recorder.stop();
      return DONE;
    },
    "recording.review": async ({ decision, label }) => {
      await recorder.review(decision, label);
      return DONE;
    },
  };
}
