import { applied, isEmpty, type TrackChange, trackChange } from "#domain/labeling/change.ts";
import { ownShare } from "#domain/labeling/ownShare.ts";
import { acceptProposal, nextOpen, openProposals } from "#domain/labeling/proposals.ts";
import type { Segment, Track } from "#domain/labeling/segments.ts";
import { activeTruth, chosen, goToSegment, type LabelDesk, type Placed, suggestedLabel } from "./desk.ts";
import { correctedBy, goToDisagreement } from "./disagreeing.ts";
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
  const found = chosenFound(doc);
  let truth: Track = activeTruth(doc);
  const add: Segment[] = [];
  const corrected: TrackChange[] = [];
  for (const { track, segment } of found) {
    const isModel = track.kind === "prediction";
    const own = isModel ? segment.label : suggestedLabel(desk, segment);
    const words = { label: label ?? own, quality: doc.view.brush.quality };
    const correction = isModel ? correctedBy(track, segment, words.label, doc.view.tracks) : null;
    if (correction !== null) {
      corrected.push(correction);
      continue;
    }
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
  const corrections = byTrack(corrected);
  const accepted = [...add, ...corrections.flatMap(({ update }) => update)];
  if (accepted.length > 0)
    doc.commit(stepName("label.accept", accepted), [trackChange(doc.view.active, { add }), ...corrections]);
  const last = found.at(-1);
  if (last !== undefined && !goOnAfter(desk, last)) doc.select(accepted.map(({ id }) => id));
  return accepted.length;
}

/** Two models may correct the same segment: the later one counts. */
function byTrack(changes: readonly TrackChange[]): TrackChange[] {
  return [...Map.groupBy(changes, ({ track }) => trackId(track)).values()].map((all) => {
    const update = new Map(all.flatMap((change) => change.update.map((each) => [each.id, each] as const)));
    return trackChange(all[0]!.track, { update: [...update.values()] });
  });
}

/** To the next that is like it and not decided. @returns false where there is none */
function goOnAfter(desk: LabelDesk, { track, segment }: Placed): boolean {
  if (track.kind !== "prediction") return goToOpen(desk, segment.startUs);
  desk.doc.select([]);
  desk.stage.goTo(segment.startUs);
  return goToDisagreement(desk, 1);
}
