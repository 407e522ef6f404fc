import { ownShare } from "#domain/labeling/ownShare.ts";
import { nextOpen, openProposals } from "#domain/labeling/proposals.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { Acceptance } from "./acceptance.ts";
import { activeTruth, chosen, goToSegment, type LabelDesk, type Placed, suggestedLabel } from "./desk.ts";
import { contradictedBy, goToDisagreement, truthAgainst } from "./disagreeing.ts";
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
 * Accepts the selected segments into truth, as one step, and goes on to the next that is to be decided. Proposals, and what
 * a model found beside all truth, are copied; where a model contradicts truth, that truth takes its label. `label`: what
 * they are called; null for what is suggested for each, or what the model says. @returns how many were accepted.
 */
export function acceptChosen(desk: LabelDesk, label: string | null): number {
  const { doc, shortestUs } = desk;
  const { tracks, brush } = doc.view;
  const found = chosenFound(doc);
  const acceptance = new Acceptance(shortestUs);
  for (const placed of found) {
    const { track, segment } = placed;
    const words = { label: label ?? labelOnEnter(desk, placed), quality: brush.quality };
    const isModel = track.kind === "prediction";
    const contradicted = isModel ? contradictedBy(track, segment, tracks) : null;
    if (contradicted !== null) {
      const { track: truth, segment: before } = contradicted;
      acceptance.correct(truth, {
        ...before,
        label: words.label,
        confidence: null,
        origin: `accepted ${track.name}`,
      });
    } else {
      const into = (isModel ? truthAgainst(track, tracks) : null) ?? activeTruth(doc);
      acceptance.copy(into, track, ownShare(track.segments, segment), words);
    }
  }
  const accepted = acceptance.segments;
  if (accepted.length > 0) doc.commit(stepName("label.accept", accepted), acceptance.changes);
  const last = found.at(-1);
  if (last !== undefined && !goOnAfter(desk, last)) doc.select(accepted.map(({ id }) => id));
  return accepted.length;
}

/** What Enter calls a found segment: what a model says; what is suggested for a proposal. */
export function labelOnEnter(desk: LabelDesk, { track, segment }: Placed): string {
  return track.kind === "prediction" ? segment.label : suggestedLabel(desk, segment);
}

/** To the next that is like it and not decided. @returns false where there is none */
function goOnAfter(desk: LabelDesk, { track, segment }: Placed): boolean {
  if (track.kind !== "prediction") return goToOpen(desk, segment.startUs);
  desk.doc.select([]);
  desk.stage.goTo(segment.startUs);
  return goToDisagreement(desk, 1);
}
