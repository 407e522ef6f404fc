import type { HistoryState } from "#contract/captures.ts";
import type { Studio } from "#contract/contract.ts";
import { say } from "../../ui/Toast.tsx";
import { calm, done } from "../ask.ts";

const undoStep = ({ undo }: HistoryState) => JSON.stringify(undo);

/**
 * Says that captures were just deleted, with a way back. It goes once something else is the step that undo would take
 * back: the deed was undone in another way, or is no longer the last one.
 */
export async function sayDeleted(studio: Studio, words: string, captureIds: readonly string[]): Promise<void> {
  const read = () => calm(studio.call("history.state", { captureId: null }));
  const history = await read();
  if (history === undefined) return;
  const stop = studio.on("history.changed", async () => {
    const now = await read();
    if (now !== undefined && undoStep(now) !== undoStep(history)) close();
  });
  const close = say(
    { words, undo: () => void done(studio.call("capture.restore", { captureIds: [...captureIds] })) },
    stop,
  );
}
