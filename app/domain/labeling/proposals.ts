import { type TrackChange, trackChange } from "./change.ts";
import { placeInto } from "./overlap.ts";
import { ownShares } from "./ownShare.ts";
import { lengthUs } from "./reshape.ts";
import type { Segment, Track, TrackKey } from "./segments.ts";

/** The two may be of one glove: a segment of no hand may belong to either. */
function mayShareHand(a: Segment, b: Segment): boolean {
  return a.hand === b.hand || a.hand === null || b.hand === null;
}

/** How much of a proposal a truth segment holds, 0 to 1; an event is held or not. */
function sharedPart(proposal: Segment, truth: Segment): number {
  const sharedUs = Math.min(proposal.endUs, truth.endUs) - Math.max(proposal.startUs, truth.startUs);
  if (lengthUs(proposal) === 0) return sharedUs >= 0 ? 1 : 0;
  return sharedUs / lengthUs(proposal);
}

/**
 * The proposals of which no truth segment of their hand holds more than half, of the part that they do not share with
 * their neighbours: nobody has decided about them yet. They come by start.
 */
export function openProposals(proposals: readonly Segment[], truth: readonly Segment[]): Segment[] {
  const longestUs = truth.reduce((most, each) => Math.max(most, lengthUs(each)), 0);
  const shares = ownShares(proposals);
  let from = 0;
  return proposals.filter((_, at) => {
    const proposal = shares[at]!;
    // Truth is in order of its starts: what began this long ago is over.
    while (from < truth.length && truth[from]!.startUs + longestUs < proposal.startUs) from++;
    for (let i = from; i < truth.length && truth[i]!.startUs <= proposal.endUs; i++) {
      if (mayShareHand(proposal, truth[i]!) && sharedPart(proposal, truth[i]!) > 0.5) return false;
    }
    return true;
  });
}

/**
 * Copies a proposal (or prediction) into truth under a label, cut to what is free in the lane: truth is never
 * overwritten. @returns no change where too little is free.
 */
export function acceptProposal(
  truth: Track,
  from: TrackKey,
  proposal: Segment,
  words: Pick<Segment, "label" | "quality">,
  shortestUs: number,
  newId: string,
): TrackChange {
  const copy = { ...proposal, ...words, id: newId, confidence: null, origin: `accepted ${from.name}` };
  const change = placeInto(truth, [copy], "cut", shortestUs);
  return change.add.length === 0 ? trackChange(truth, {}) : change;
}

/** The open proposal that comes after a moment, then the first of all; null where all are decided. */
export function nextOpen(open: readonly Segment[], afterUs: number): Segment | null {
  return open.find(({ startUs }) => startUs > afterUs) ?? open[0] ?? null;
}
