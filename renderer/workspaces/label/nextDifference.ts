import type { Track } from "#domain/labeling/segments.ts";
import type { App } from "../../app/app.ts";
import { ask } from "../../app/ask.ts";
import { allDisagreements, goToDisagreement, segmentOf } from "../../labels/disagreeing.ts";
import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { openAt } from "./openAt.ts";
import { deskNow } from "./session.ts";

/** So much is shown before and after a difference, so that one sees what the glove did around it. */
export const AROUND_US = 500_000;

/** Goes to the next (or previous) disagreement of model and truth; behind the last one of a capture to the next capture. */
export async function goToNextDifference(app: App, step: 1 | -1): Promise<void> {
  const desk = deskNow();
  if (desk === null || goToDisagreement(desk, step)) return;
  const { place } = app.shell.store.getState();
  for (const captureId of capturesAfter(app, desk.doc.captureId, step)) {
    const tracks = await ask(app.studio.call("label.tracks", { captureId }));
    // Who went elsewhere meanwhile stays there.
    if (tracks === undefined || app.shell.store.getState().place !== place) return;
    const found = allDisagreements({ tracks, hidden: new Set() }).at(step === 1 ? 0 : -1);
    if (found === undefined) continue;
    const { id } = segmentOf(found);
    const span = { startUs: found.startUs - AROUND_US, endUs: found.endUs + AROUND_US };
    const pick = (now: readonly Track[]) =>
      now.some(({ segments }) => segments.some((each) => each.id === id)) ? id : undefined;
    return openAt(app, captureId, span, pick, found.startUs);
  }
  say({ words: text("label.noDifference"), next: text("label.noDifference.next") });
}

/** In the order of the result that is looked at, the worst first, where the open capture is one of it; else of the queue. */
function capturesAfter(app: App, openId: string, step: 1 | -1): string[] {
  const judged = app.accuracy.store.getState().shown?.captures.map(({ captureId }) => captureId) ?? [];
  const rows = app.captures.store.getState().rows ?? [];
  const all = judged.includes(openId) ? judged : app.queue.shown(rows).captures.map(({ id }) => id);
  const at = all.indexOf(openId);
  if (at === -1) return [];
  return step === 1 ? all.slice(at + 1) : all.slice(0, at).reverse();
}
