import type { TrackKind } from "#domain/labeling/segments.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import type { App } from "../app/app.ts";
import { ask, done } from "../app/ask.ts";
import { sayUndoable } from "../app/stores/sayUndoable.ts";
import { say } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";

type Ids = readonly string[];

/** Says what was done to many captures, with a way back; it was one step of the project. */
export async function sayDone({ studio }: Pick<App, "studio">, words: string): Promise<void> {
  await sayUndoable(studio, null, words, () => void ask(studio.call("history.undo", { captureId: null })));
}

/** Says of captures that their labels are right and complete, or takes that back. @returns false where it failed */
export async function setReviewed(app: App, captureIds: Ids, reviewed: boolean): Promise<boolean> {
  const { studio } = app;
  if (!(await done(studio.call("capture.setReviewed", { captureIds: [...captureIds], reviewed })))) return false;
  const count = captureIds.length;
  await sayDone(app, text(reviewed ? "queue.reviewed" : "queue.notReviewed", { count }));
  return true;
}

/** Copies every proposal that meets no truth into truth; those without a name get this one. */
export async function acceptProposals(app: App, captureIds: Ids, label: string | null): Promise<void> {
  const from = { kind: "proposal", name: null } as const;
  const input = { captureIds: [...captureIds], from, into: OWN_TRUTH.name, label };
  const value = await ask(app.studio.call("label.accept", input));
  if (value === undefined) return;
  const words = text("queue.accepted", value);
  if (value.accepted > 0) await sayDone(app, words);
  else say({ words });
}

/** Gives truth segments another label; `from` null: all of them. */
export async function relabel(app: App, captureIds: Ids, from: string | null, to: string): Promise<void> {
  const value = await ask(app.studio.call("label.relabel", { captureIds: [...captureIds], from, to }));
  if (value === undefined) return;
  const words = text("queue.relabelled", { count: value.changed, label: to });
  if (value.changed > 0) await sayDone(app, words);
  else say({ words });
}

/** Removes all truth segments, or all proposals. */
export async function clearSegments(app: App, captureIds: Ids, kind: Exclude<TrackKind, "prediction">): Promise<void> {
  const value = await ask(app.studio.call("label.clear", { captureIds: [...captureIds], kind, track: null }));
  if (value === undefined) return;
  const words = text(kind === "truth" ? "queue.cleared.truth" : "queue.cleared.proposal", { count: value.removed });
  if (value.removed > 0) await sayDone(app, words);
  else say({ words });
}
