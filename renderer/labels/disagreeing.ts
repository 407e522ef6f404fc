import { predictionOrigin } from "#contract/validation.ts";
import { ownShares } from "#domain/labeling/ownShare.ts";
import { type Segment, type Track, UNKNOWN } from "#domain/labeling/segments.ts";
import { truthTrackOf } from "#domain/learning/truthTrack.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { agreedByAll, type Disagreement, disagreementsOf, meetsAny } from "#domain/validation/disagreements.ts";
import type { Judging } from "#domain/validation/outcomes.ts";
import { Acceptance } from "./acceptance.ts";
import { activeTruth, goToSegment, type LabelDesk, type Placed } from "./desk.ts";
import { type LabelView, trackId } from "./labelModel.ts";
import { stepName } from "./stepName.ts";

/** The tracks of one capture. */
type Tracks = readonly Track[];
type Held = Pick<Judging, "rule" | "classes"> & { readonly truthTrack: string | null };

const NONE: readonly Segment[] = [];

/** How a model's track was held against truth; one that does not say so knows the labels that it gives. */
function heldAs({ origin, segments }: Track): Held {
  try {
    const { rule, classes, truthTrack } = predictionOrigin.parse(JSON.parse(origin));
    return { rule, classes: new Set(classes), truthTrack };
  } catch {
    return { rule: SAME_PUNCH, classes: new Set(segments.map(({ label }) => label)), truthTrack: null };
  }
}

/** The truth track that a model's track is held against; null where there is none, or nobody said which. */
export function truthAgainst(predicted: Track, tracks: Tracks): Track | null {
  const truth = truthTrackOf(tracks, heldAs(predicted).truthTrack);
  return "segments" in truth ? truth : null;
}

interface Known {
  readonly truth: readonly Segment[];
  readonly all: readonly Disagreement[];
}
const known = new WeakMap<Track, Known>();

/** Where a model's track and truth disagree, by time: the same list as long as neither changes. */
export function disagreementsIn(predicted: Track, tracks: Tracks): readonly Disagreement[] {
  const truth = truthAgainst(predicted, tracks)?.segments ?? NONE;
  const before = known.get(predicted);
  if (before?.truth === truth) return before.all;
  const all = disagreementsOf(truth, predicted.segments, heldAs(predicted));
  known.set(predicted, { truth, all });
  return all;
}

/** What models say, in the tracks that are shown. */
export function shownPredictions({ tracks, hidden }: Pick<LabelView, "tracks" | "hidden">): Tracks {
  return tracks.filter((track) => track.kind === "prediction" && !hidden.has(trackId(track)));
}

/** All places where a model that is shown disagrees with truth, by time. */
export function allDisagreements(view: Pick<LabelView, "tracks" | "hidden">): readonly Disagreement[] {
  const lists = shownPredictions(view).map((track) => disagreementsIn(track, view.tracks));
  return lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => a.startUs - b.startUs);
}

/** The segment that stands for a disagreement: what Enter would accept, or else what was missed. */
export function segmentOf({ found, truth }: Pick<Disagreement, "found" | "truth">): Segment {
  return (found ?? truth)!;
}

/** Goes to the disagreement after (or before) the selected one, or the playhead. @returns false where there is none. */
export function goToDisagreement(desk: LabelDesk, step: 1 | -1): boolean {
  const { view } = desk.doc;
  const all = allDisagreements(view);
  const isSelected = (each: Disagreement) => view.selected.has(segmentOf(each).id);
  // Two models may have missed the same punch: both are left behind at once.
  const at = step === 1 ? all.findLastIndex(isSelected) : all.findIndex(isSelected);
  const { playheadUs } = desk.stage;
  const next =
    at >= 0
      ? all[at + step]
      : step === 1
        ? all.find(({ startUs }) => startUs > playheadUs)
        : all.findLast(({ startUs }) => startUs < playheadUs);
  if (next !== undefined) goToSegment(desk, segmentOf(next));
  return next !== undefined;
}

/** The truth segment that a model's segment contradicts, and its track; null where it contradicts none. */
export function contradictedBy(predicted: Track, segment: Segment, tracks: Tracks): Placed | null {
  const truth = truthAgainst(predicted, tracks);
  const place = disagreementsIn(predicted, tracks).find(({ found }) => found?.id === segment.id);
  return truth === null || place?.truth == null ? null : { track: truth, segment: place.truth };
}

/** The punches that all shown models agree on and that meet no truth, as far as each is nearer to itself than to others. */
export function agreedAndFree(view: Pick<LabelView, "tracks" | "hidden">): readonly Segment[] {
  const models = shownPredictions(view);
  const [first] = models;
  if (first === undefined) return NONE;
  const truth = truthAgainst(first, view.tracks)?.segments ?? NONE;
  const agreed = agreedByAll(models.map(({ segments }) => segments)).filter(({ label }) => label !== UNKNOWN);
  return ownShares(agreed).filter((each) => !meetsAny(each, truth));
}

/** Copies them into truth, as one step. @returns how many found room */
export function acceptAgreed({ doc, shortestUs }: LabelDesk): number {
  const [from] = shownPredictions(doc.view);
  if (from === undefined) return 0;
  const into = truthAgainst(from, doc.view.tracks) ?? activeTruth(doc);
  const acceptance = new Acceptance(shortestUs);
  for (const segment of agreedAndFree(doc.view)) acceptance.copy(into, from, segment, segment);
  const accepted = acceptance.segments;
  if (accepted.length > 0) doc.commit(stepName("label.accept", accepted), acceptance.changes);
  return accepted.length;
}
