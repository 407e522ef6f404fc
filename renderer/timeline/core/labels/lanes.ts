import type { Hand } from "#domain/hands.ts";
import { LANE_HANDS } from "#domain/labeling/lanes.ts";
import { sameTrack, type Track } from "#domain/labeling/segments.ts";
import { type LabelView, trackId } from "../../../labels/labelModel.ts";
import { SegmentIndex } from "./segmentIndex.ts";

/** One strip: what a track says of one hand. */
export interface Lane {
  readonly track: Track;
  readonly hand: Hand | null;
  readonly index: SegmentIndex;
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
 * the active track one for each of `hands` in any case, so that there is a place to draw.
 */
export function lanesOf(view: LabelView, hands: readonly (Hand | null)[]): Lane[] {
  const lanes: Lane[] = [];
  let topPx = 0;
  const here = view.tracks.some((track) => sameTrack(track, view.active));
  const tracks = here ? view.tracks : [{ ...view.active, origin: "", segments: [] }, ...view.tracks];
  for (const track of tracks) {
    const id = trackId(track);
    if (view.hidden.has(id)) continue;
    const active = sameTrack(track, view.active);
    for (const hand of LANE_HANDS) {
      const index = indexOf(track, hand);
      if (index.segments.length === 0 && !(active && hands.includes(hand))) continue;
      const base = track.kind === "truth" ? TRUTH_PX : OTHER_PX;
      const heightPx = index.levelCount === 1 ? base : Math.min(MOST_PX, Math.max(base, LEVEL_PX * index.levelCount));
      const locked = view.locked.has(id);
      lanes.push({ track, hand, index, topPx, heightPx, active, locked, editable: track.kind === "truth" && !locked });
      topPx += heightPx;
    }
  }
  return lanes;
}

export function laneAt(lanes: readonly Lane[], yPx: number): Lane | null {
  return lanes.find(({ topPx, heightPx }) => yPx >= topPx && yPx < topPx + heightPx) ?? null;
}

/** Air above and below what a lane shows. */
export const LANE_PAD_PX = 3;

/** Where a level of a lane lies, from the top of the row. */
export function levelBox(
  { topPx, heightPx, index }: Lane,
  level: number,
): { readonly top: number; readonly height: number } {
  const height = (heightPx - 2 * LANE_PAD_PX) / index.levelCount;
  // A hairline between levels, unless they are too thin for one.
  return { top: topPx + LANE_PAD_PX + level * height, height: height > 4 ? height - 1 : height };
}
