import type { Studio } from "#contract/contract.ts";
import { done } from "../ask.ts";
import { sayUndoable } from "./sayUndoable.ts";

/** Says that captures were just deleted, with a way back. */
export function sayDeleted(studio: Studio, words: string, captureIds: readonly string[]): Promise<void> {
  const restore = () => void done(studio.call("capture.restore", { captureIds: [...captureIds] }));
  return sayUndoable(studio, null, words, restore);
}
