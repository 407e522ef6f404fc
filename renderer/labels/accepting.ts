import { applied, isEmpty } from "#domain/labeling/change.ts";
import { ownShare } from "#domain/labeling/ownShare.ts";
import { acceptProposal, nextOpen, openProposals } from "#domain/labeling/proposals.ts";
import type { Segment, Track } from "#domain/labeling/segments.ts";
import { activeTruth, chosen, goToSegment, type LabelDesk, type Placed, suggestedLabel } from "./desk.ts";
import type { LabelDoc } from "./labelDoc.ts";
import { trackId } from "./labelModel.ts";
import { stepName } from "./stepName.ts";

/** What is selected of what a segmenter or a model found. */
export function chosenFound(doc: LabelDoc): Placed[] {
  return chosen(doc).filter(({ track }) => track.kind !== "truth");
}

/** The proposals that nobody has decided about yet, of the tracks that are shown, by time. */
export function allOpen(doc: LabelDoc): Segment[] {
  const { tracks, hidden } = doc.view;
  const shown = tracks.filter((track) => track.kind === "proposal" && !hidden.has(trackId(track)));
  const truth = activeTruth(doc).segments;
  const open = shown.flatMap((track) => openProposals(track.segments, truth));
  return shown.length < 2 ? open : open.sort((a, b) => a.startUs - b.startUs);
}

/** Goes to the open proposal after a moment. @returns false where all are decided. */
export function goToOpen(desk: LabelDesk, afterUs: number): boolean {
  const next = nextOpen(allOpen(desk.doc), afterUs);
  if (next !== null) goToSegment(desk, next);
  return next !== null;
}

/**
 * Copies the selected proposals into truth, as one step, and goes on to the next open one. `label`: what they are called;
 * null for what is suggested for each. @returns how many found room.
 */
export function acceptChosen(desk: LabelDesk, label: string | null): number {
  const { doc, shortestUs } = desk;
  const found = chosenFound(doc);
  let truth: Track = activeTruth(doc);
  const add: Segment[] = [];
  for (const { track, segment } of found) {
    const words = { label: label ?? suggestedLabel(desk, segment), quality: doc.view.brush.quality };
    const change = acceptProposal(
      truth,
      track,
      ownShare(track.segments, segment),
      words,
      shortestUs,
      crypto.randomUUID(),
    );
    if (isEmpty(change)) continue;
    truth = { ...truth, segments: applied(truth.segments, change) };
    add.push(...change.add);
  }
  if (add.length > 0)
    doc.commit(stepName("label.accept", add), [{ track: doc.view.active, add, update: [], remove: [] }]);
  const last = found.at(-1)?.segment;
  if (last !== undefined && !goToOpen(desk, last.startUs)) doc.select(add.map(({ id }) => id));
  return add.length;
}
