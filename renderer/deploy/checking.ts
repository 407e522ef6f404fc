import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { ListeningStore } from "../app/stores/listening.ts";

export interface CheckingState {
  /** The check that runs, or the last one. */
  readonly check: { readonly deviceId: string; readonly modelId: string; readonly running: boolean } | null;
  /** What was said before the check began is not of it. */
  readonly afterHostUs: number;
  /** What the studio found in the check, oldest first. */
  readonly heard: readonly LiveFinding[];
}

/** More than the lanes show. */
const KEPT = 100;

/** A live check of one glove: its own answers beside the studio's, until it is stopped. */
export function createChecking(studio: Studio, listening: ListeningStore) {
  const store = createStore<CheckingState>(() => ({
    check: null,
    afterHostUs: Number.NEGATIVE_INFINITY,
    heard: [],
  }));
  const { setState: set, getState: get } = store;

  studio.on("check.heard", (finding) => {
    if (finding.deviceId === get().check?.deviceId) set({ heard: [...get().heard.slice(1 - KEPT), finding] });
  });
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
      const { check: before } = get();
      set({ check: { deviceId, modelId, running: true }, afterHostUs: last, heard: [] });
      if (!(await listening.startCheck(deviceId, modelId))) set({ check: before });
    },
    /** What glove and studio said in the check, oldest first. `findings`: all that was found live. */
    of(findings: readonly LiveFinding[]): LiveFinding[] {
      const { check, afterHostUs, heard } = get();
      const own = findings.filter(
        ({ deviceId, modelId, hostTimeUs }) =>
          deviceId === check?.deviceId && modelId === null && hostTimeUs > afterHostUs,
      );
      return [...own, ...heard].sort((a, b) => a.hostTimeUs - b.hostTimeUs);
    },
  };
}
export type Checking = ReturnType<typeof createChecking>;
