import type { HistoryState } from "#contract/captures.ts";
import type { Studio } from "#contract/contract.ts";
import { say } from "../../ui/Toast.tsx";
import { calm } from "../ask.ts";

const undoStep = ({ undo }: HistoryState) => JSON.stringify(undo);

/**
 * Says a deed that was just done, with a way back. It goes once something else is the step that undo would take back:
 * the deed was undone in another way, or is no longer the last one. `captureId` null: the history of the project.
 */
export async function sayUndoable(
  studio: Studio,
  captureId: string | null,
  words: string,
  undo: () => void,
): Promise<void> {
  const read = () => calm(studio.call("history.state", { captureId }));
  const history = await read();
  if (history === undefined) return;
  const stop = studio.on("history.changed", async () => {
    const now = await read();
    if (now !== undefined && undoStep(now) !== undoStep(history)) close();
  });
  const close = say({ words, undo }, stop);
}
