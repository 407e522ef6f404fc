import { createStore } from "zustand/vanilla";
import type { HistoryState } from "#contract/captures.ts";
import type { Studio } from "#contract/contract.ts";
import { say } from "../../ui/Toast.tsx";
import { messageText, text } from "../../ui/text.ts";
import { ask, calm } from "../ask.ts";

/** An open capture, to whose edits undo and redo are confined. */
export interface HistoryScope {
  readonly captureId: string;
  /** Whether an edit is on its way to the host, which will be there to undo. */
  busy(): boolean;
  /** Runs a step once nothing of the capture is under way any more, and shows what it brought back. */
  around(step: () => Promise<void>): Promise<void>;
}

type Way = "undo" | "redo";

/** The edits that can be taken back or done again: those of the project, or those of the capture that is open. */
export function createHistory(studio: Studio) {
  const store = createStore<HistoryState>(() => ({ undo: null, redo: null }));
  let scope: HistoryScope | null = null;
  let refreshes = 0;
  const refresh = async () => {
    const asked = scope;
    const turn = ++refreshes;
    const state = await calm(studio.call("history.state", { captureId: asked?.captureId ?? null }));
    if (state && asked === scope && turn === refreshes) store.setState(state);
  };
  studio.on("history.changed", () => void refresh());

  const walk = async (way: Way, captureId: string | null) => {
    const step = await ask(studio.call(`history.${way}`, { captureId }));
    if (!step) return;
    const words = { step: messageText("history", step) };
    say({ words: way === "undo" ? text("captures.undone", words) : text("captures.redone", words) });
  };
  let under: Promise<void> = Promise.resolve();
  let steps = 0;
  const go = (way: Way): Promise<void> => {
    const at = scope;
    const step = async () => {
      try {
        await (at === null ? walk(way, null) : at.around(() => walk(way, at.captureId)));
        await refresh();
      } finally {
        steps -= 1;
      }
    };
    steps += 1;
    under = under.then(step, step);
    return under;
  };
  return {
    store,
    refresh,
    /**
     * Whether there is, or may be by its turn, something to undo or redo: what the store holds is old for as long as a
     * step or an edit is under way, and a key that is pressed meanwhile must not be lost.
     */
    can: (way: Way): boolean => steps > 0 || scope?.busy() === true || store.getState()[way] !== null,
    /** One after the other, in the order in which they were asked for. */
    undo: () => go("undo"),
    redo: () => go("redo"),
    /** Returns what ends the scope. */
    confineTo(next: HistoryScope): () => void {
      scope = next;
      void refresh();
      return () => {
        if (scope !== next) return;
        scope = null;
        void refresh();
      };
    },
  };
}
export type History = ReturnType<typeof createHistory>;
