import type { Hand } from "#domain/hands.ts";
import { type Edge, isEvent } from "#domain/labeling/reshape.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { SNAP_KINDS, type Snap, type SnapTargets, snap, sortedTimes } from "#domain/labeling/snap.ts";
import { trackId } from "../../../labels/labelModel.ts";
import { text } from "../../../ui/text.ts";
import { timeText } from "../clockText.ts";
import type { Guide } from "../gestures.ts";
import { lengthUs } from "../view.ts";
import type { GestureDesk } from "./gestureDesk.ts";

/** Nearer than this an edge is caught. */
const REACH_PX = 8;
/** Two targets nearer to each other than this cannot be told apart. */
const APART_PX = 3;

/** What the edges of one gesture snap to: gathered once, when it begins. */
export class Snapper {
  readonly #desk: GestureDesk;
  readonly #targets: SnapTargets;

  /** @param moves whether an edge goes along with the gesture: nothing snaps to itself */
  constructor(
    desk: GestureDesk,
    hand: Hand | null,
    moves: (segment: Segment, edge: Edge) => boolean,
    peaks: "withPeaks" | "withoutPeaks",
  ) {
    this.#desk = desk;
    const { view } = desk.model;
    const edges = { truth: [] as number[], others: [] as number[] };
    for (const track of view.tracks) {
      if (view.hidden.has(trackId(track))) continue;
      const times = track.kind === "truth" ? edges.truth : edges.others;
      for (const segment of track.segments) {
        if (!moves(segment, "startUs")) times.push(segment.startUs);
        if (!isEvent(segment) && !moves(segment, "endUs")) times.push(segment.endUs);
      }
    }
    const { peak, ...grids } = desk.targets(hand);
    this.#targets = {
      edge: sortedTimes(Float64Array.from(edges.truth).sort()),
      playhead: () => [desk.stage.playheadUs],
      proposal: sortedTimes(Float64Array.from(edges.others).sort()),
      ...(peaks === "withPeaks" && peak !== undefined ? { peak } : {}),
      ...grids,
    };
  }

  /** What a time snaps to now; null for nothing, or with `off`. */
  at(timeUs: number, off: boolean): Snap | null {
    if (off || !this.#desk.snaps) return null;
    const { view, widthPx } = this.#desk.stage;
    const usPerPx = lengthUs(view) / widthPx;
    return snap(timeUs, this.#targets, REACH_PX * usPerPx, APART_PX * usPerPx);
  }

  /** The best of what some times would snap to, and how far they all move for it: for a body, whose ends move together. */
  best(times: readonly number[], off: boolean): { readonly snap: Snap; readonly byUs: number } | null {
    let best: { readonly snap: Snap; readonly byUs: number } | null = null;
    for (const timeUs of times) {
      const found = this.at(timeUs, off);
      if (found === null) continue;
      const byUs = found.timeUs - timeUs;
      const rank = best === null ? 1 : wanted(best.snap) - wanted(found);
      if (best === null || rank > 0 || (rank === 0 && Math.abs(byUs) < Math.abs(best.byUs)))
        best = { snap: found, byUs };
    }
    return best;
  }
}

function wanted({ kind }: Snap): number {
  return SNAP_KINDS.indexOf(kind);
}

/** The line that shows a target; null where the edge could not get there after all. */
export function guideAt(snapped: Snap | null, edgeUs: number | undefined): Guide | null {
  if (snapped === null || snapped.timeUs !== edgeUs) return null;
  return { timeUs: edgeUs, words: text(`lanes.snap.${snapped.kind}`, { at: timeText(edgeUs) }) };
}
