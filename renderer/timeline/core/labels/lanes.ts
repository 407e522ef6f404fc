import type { Hand } from "#domain/hands.ts";
import { LANE_HANDS } from "#domain/labeling/lanes.ts";
import { sameTrack, type Track } from "#domain/labeling/segments.ts";
import type { Disagreement } from "#domain/validation/disagreements.ts";
import { type LabelView, trackId } from "../../../labels/labelModel.ts";
import { SegmentIndex } from "./segmentIndex.ts";

/** One strip: what a track says of one hand. */
export interface Lane {
  readonly track: Track;
  readonly hand: Hand | null;
  readonly index: SegmentIndex;
  /** Where a model's track and truth disagree, of this hand: told in a strip below its segments. */
  readonly differences: readonly Disagreement[];
  /** From the top of the row, CSS pixels. */
  readonly topPx: number;
  readonly heightPx: number;
  /** New labels go into this track. */
  readonly active: boolean;
  /** Takes no pointer at all. */
  readonly locked: boolean;
  /** Its segments may be changed: only what a person says is edited. */
  readonly editable: boolean;
}

/** Truth is what is worked on, so it has more room. */
const TRUTH_PX = 28;
const OTHER_PX = 22;
/** Segments that meet are staggered; a lane grows for them, but not over this. */
const LEVEL_PX = 14;
/** Two windows of a model often overlap: its letters must be read then as well. */
const MODEL_LEVEL_PX = 17;
/** The strip of differences: a caption and its frame. */
const DIFFERENCE_PX = 16;
const MOST_PX = 96;

const indexes = new WeakMap<Track, Map<Hand | null, SegmentIndex>>();

/** A track that did not change keeps its indexes. */
function indexOf(track: Track, hand: Hand | null): SegmentIndex {
  const ofTrack = indexes.get(track) ?? new Map<Hand | null, SegmentIndex>();
  indexes.set(track, ofTrack);
  const index = ofTrack.get(hand) ?? new SegmentIndex(track.segments.filter((segment) => segment.hand === hand));
  ofTrack.set(hand, index);
  return index;
}

/**
 * The lanes of a capture, top to bottom: for each track that is not hidden one for each hand that has segments, and for
 * the active track one for each of `hands` in any case, so that there is a place to draw. Where models say something it
 * stands hand by hand below what persons say.
 */
export function lanesOf(
  view: LabelView,
  hands: readonly (Hand | null)[],
  differencesIn: (track: Track) => readonly Disagreement[] = () => [],
): Lane[] {
  const lanes: Omit<Lane, "topPx">[] = [];
  const here = view.tracks.some((track) => sameTrack(track, view.active));
  const tracks = here ? view.tracks : [{ ...view.active, origin: "", segments: [] }, ...view.tracks];
  for (const track of tracks) {
    const id = trackId(track);
    if (view.hidden.has(id)) continue;
    const active = sameTrack(track, view.active);
    for (const hand of LANE_HANDS) {
      const index = indexOf(track, hand);
      const isModel = track.kind === "prediction";
      const differences = isModel ? differencesIn(track).filter((each) => handOf(each) === hand) : [];
      const empty = index.segments.length === 0 && differences.length === 0;
      if (empty && !(active && hands.includes(hand))) continue;
      const base = track.kind === "truth" ? TRUTH_PX : OTHER_PX;
      const levelsPx = index.levelCount * (isModel ? MODEL_LEVEL_PX : LEVEL_PX);
      const bodyPx = index.levelCount === 1 ? base : Math.min(MOST_PX, Math.max(base, levelsPx));
      const heightPx = bodyPx + (isModel ? DIFFERENCE_PX : 0);
      const locked = view.locked.has(id);
      const editable = track.kind === "truth" && !locked;
      lanes.push({ track, hand, index, differences, heightPx, active, locked, editable });
    }
  }
  let topPx = 0;
  return asTwins(lanes).map((lane) => {
    const placed = { ...lane, topPx };
    topPx += lane.heightPx;
    return placed;
  });
}

function handOf({ truth, found }: Disagreement): Hand | null {
  return found?.hand ?? truth?.hand ?? null;
}

function asTwins<T extends Pick<Lane, "track" | "hand">>(lanes: readonly T[]): readonly T[] {
  if (!lanes.some(({ track }) => track.kind === "prediction")) return lanes;
  const place = ({ track, hand }: T) => (track.kind === "proposal" ? LANE_HANDS.length : LANE_HANDS.indexOf(hand));
  return lanes.toSorted((a, b) => place(a) - place(b));
}

export function laneAt(lanes: readonly Lane[], yPx: number): Lane | null {
  return lanes.find(({ topPx, heightPx }) => yPx >= topPx && yPx < topPx + heightPx) ?? null;
}

/** Air above and below what a lane shows. */
export const LANE_PAD_PX = 3;

/** Where the segments end and the strip of differences begins, from the top of the row. */
export function stripTop({ track, topPx, heightPx }: Pick<Lane, "track" | "topPx" | "heightPx">): number {
  return topPx + heightPx - (track.kind === "prediction" ? DIFFERENCE_PX : 0);
}

/** Where a level of a lane lies, from the top of the row. */
export function levelBox(lane: Lane, level: number): { readonly top: number; readonly height: number } {
  const { topPx, index } = lane;
  const height = (stripTop(lane) - topPx - 2 * LANE_PAD_PX) / index.levelCount;
  // A hairline between levels, unless they are too thin for one.
  return { top: topPx + LANE_PAD_PX + level * height, height: height > 4 ? height - 1 : height };
}
