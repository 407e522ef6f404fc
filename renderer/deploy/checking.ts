import { createStore } from "zustand/vanilla";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { ListeningStore } from "../app/stores/listening.ts";

export interface CheckingState {
  /** The check that runs, or the last one. */
  readonly check: { readonly deviceId: string; readonly modelId: string; readonly running: boolean } | null;
  /** What was said before the check began is not of it. */
  readonly afterHostUs: number;
}

/** A live check of one glove: its own answers beside the studio's, until it is stopped. */
export function createChecking(listening: ListeningStore) {
  const store = createStore<CheckingState>(() => ({ check: null, afterHostUs: Number.NEGATIVE_INFINITY }));
  const { setState: set, getState: get } = store;

  const stop = async () => {
    const { check } = get();
    if (check?.running !== true) return;
    set({ check: { ...check, running: false } });
    await listening.stopCheck(check.deviceId);
  };
  return {
    store,
    stop,
    async start(deviceId: string, modelId: string): Promise<void> {
      await stop();
      const { findings } = listening.store.getState();
      const last = findings.reduce((most, { hostTimeUs }) => Math.max(most, hostTimeUs), Number.NEGATIVE_INFINITY);
      if (await listening.startCheck(deviceId, modelId))
        set({ check: { deviceId, modelId, running: true }, afterHostUs: last });
    },
    /** What was said in the check, oldest first. */
    of(findings: readonly LiveFinding[]): LiveFinding[] {
      const { check, afterHostUs } = get();
      return findings.filter(({ deviceId, hostTimeUs }) => deviceId === check?.deviceId && hostTimeUs > afterHostUs);
    },
  };
}
export type Checking = ReturnType<typeof createChecking>;
