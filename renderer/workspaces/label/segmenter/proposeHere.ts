import type { Studio } from "#contract/contract.ts";
import { ask, calm } from "../../../app/ask.ts";
import { goToOpen } from "../../../labels/accepting.ts";
import type { LabelDesk } from "../../../labels/desk.ts";

/**
 * Keeps what the segmenter that was chosen last finds in the open capture as its proposals, and goes to the first that is
 * open. @returns how many were found; undefined where that failed, which has been said by then.
 */
export async function proposeHere(studio: Pick<Studio, "call">, desk: LabelDesk): Promise<number | undefined> {
  const { doc } = desk;
  const plan = await calm(studio.call("segment.plan", undefined));
  if (plan === undefined) return undefined;
  const { segmenter } = plan;
  const settings = plan.settings[segmenter] ?? {};
  const found = await ask(
    studio.call("segment.propose", { captureId: doc.captureId, segmenter, settings, write: true }),
  );
  if (found === undefined) return undefined;
  await doc.load();
  goToOpen(desk, desk.stage.limits.startUs - 1);
  return found.proposals.length;
}
