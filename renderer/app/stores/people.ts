import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { ask } from "../ask.ts";
import { cancelJob, onShare, type Running } from "../job.ts";

/** Two minutes each are enough to be told apart by, and are there in a moment. */
const WISH = { sessionsEach: 2, seconds: 60, seed: 1 } as const;

/** Simulated people who box to be learnt from, where somebody has no gloves yet. */
export function createPeople(studio: Studio) {
  const store = createStore<{ readonly running: Running | null }>(() => ({ running: null }));
  onShare(studio, (jobId, share) => {
    if (store.getState().running?.jobId === jobId) store.setState({ running: { jobId, share } });
  });
  return {
    store,
    async record() {
      if (store.getState().running !== null) return;
      const jobId = crypto.randomUUID();
      store.setState({ running: { jobId, share: null } });
      const recorded = await ask(studio.call("simulated.recordPeople", { ...WISH, jobId }));
      store.setState({ running: null });
      if (recorded) say({ words: text("people.done", { captures: recorded.captureIds.length }) });
    },
    cancel: () => cancelJob(studio, store.getState().running),
  };
}

export type People = ReturnType<typeof createPeople>;
