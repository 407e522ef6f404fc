import { createStore } from "zustand/vanilla";
import type { HistoryState } from "#contract/captures.ts";
import type { Studio } from "#contract/contract.ts";
import { say } from "../../ui/Toast.tsx";
import { messageText, text } from "../../ui/text.ts";
import { ask, calm } from "../ask.ts";

/** An open capture, to whose edits undo and redo are confined. */
export interface HistoryScope {
  readonly captureId: string;
  /** Runs a step once nothing of the capture is under way any more, and shows what it brought back. */
  around(step: () => Promise<void>): Promise<void>;
}

/** The edits that can be taken back or done again: those of the project, or those of the capture that is open. */
export function createHistory(studio: Studio) {
  const store = createStore<HistoryState>(() => ({ undo: null, redo: null }));
  let scope: HistoryScope | null = null;
  const refresh = async () => {
    const asked = scope;
    const state = await calm(studio.call("history.state", { captureId: asked?.captureId ?? null }));
    if (state && asked === scope) store.setState(state);
  };
  studio.on("history.changed", () => void refresh());

  const walk = async (way: "undo" | "redo") => {
    const step = await ask(studio.call(`history.${way}`, { captureId: scope?.captureId ?? null }));
    if (!step) return;
    const words = { step: messageText("history", step) };
    say({ words: way === "undo" ? text("captures.undone", words) : text("captures.redone", words) });
  };
  const go = (way: "undo" | "redo") => (scope === null ? walk(way) : scope.around(() => walk(way)));
  return {
    store,
    refresh,
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
