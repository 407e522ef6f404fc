import { firstAtOrAfter } from "../sorted.ts";
import { type ClockLine, indexToUs, usToIndex } from "../time.ts";

/** What an edge can snap to, the most wanted first. */
export const SNAP_KINDS = ["edge", "playhead", "proposal", "peak", "frame", "sample"] as const;
export type SnapKind = (typeof SNAP_KINDS)[number];

/** Where something snapped to: an integer time of the capture's clock, and what stands there. */
export interface Snap {
  readonly kind: SnapKind;
  readonly timeUs: number;
}

/** Times of one kind about a time: at least the nearest on both sides within `reachUs`. Any order. */
export type TimesNear = (timeUs: number, reachUs: number) => readonly number[];

/** What is there to snap to. A kind that is missing offers nothing. */
export type SnapTargets = Readonly<Partial<Record<SnapKind, TimesNear>>>;

/** Single things, which must not be mistaken for each other; frames and samples are grids, everywhere. */
const THINGS: readonly SnapKind[] = ["edge", "playhead", "proposal", "peak"];
const GRIDS: readonly SnapKind[] = ["frame", "sample"];

/**
 * What a time snaps to: the most wanted kind within `reachUs`, of that the nearest. Two targets that are closer to each
 * other than `apartUs` cannot be told apart: then it snaps to neither. A grid finer than that is no target.
 */
export function snap(timeUs: number, targets: SnapTargets, reachUs: number, apartUs: number): Snap | null {
  const near = (kind: SnapKind): Snap[] =>
    (targets[kind]?.(timeUs, reachUs + apartUs) ?? []).map((each) => ({ kind, timeUs: Math.round(each) }));
  const things = THINGS.flatMap(near);
  const inReach = things.filter((each) => Math.abs(each.timeUs - timeUs) <= reachUs);
  const wanted = THINGS.find((kind) => inReach.some((each) => each.kind === kind));
  if (wanted !== undefined) {
    const target = nearest(
      timeUs,
      inReach.filter(({ kind }) => kind === wanted),
    )!;
    return things.some((each) => tooClose(target, each, apartUs)) ? null : target;
  }
  for (const kind of GRIDS) {
    const marks = near(kind);
    const target = nearest(timeUs, marks);
    if (target === null || Math.abs(target.timeUs - timeUs) > reachUs) continue;
    if (!marks.some((each) => tooClose(target, each, apartUs))) return target;
  }
  return null;
}

function nearest(timeUs: number, targets: readonly Snap[]): Snap | null {
  let best: Snap | null = null;
  for (const each of targets) {
    if (best === null || Math.abs(each.timeUs - timeUs) < Math.abs(best.timeUs - timeUs)) best = each;
  }
  return best;
}

/** The same time is the same target, whoever stands there. */
function tooClose(a: Snap, b: Snap, apartUs: number): boolean {
  return a.timeUs !== b.timeUs && Math.abs(a.timeUs - b.timeUs) < apartUs;
}

/** Times in ascending order, as a kind of target. */
export function sortedTimes(times: ArrayLike<number>): TimesNear {
  return (timeUs, reachUs) => {
    const near: number[] = [];
    for (let i = firstAtOrAfter(times, timeUs - reachUs); i < times.length && times[i]! <= timeUs + reachUs; i++) {
      near.push(times[i]!);
    }
    return near;
  };
}

/** A stream's samples as a kind of target: the two on each side are enough to tell how fine the grid is. */
export function sampleTimes(line: ClockLine, endIndex: number): TimesNear {
  return (timeUs) => {
    const index = Math.floor(usToIndex(line, timeUs));
    const near = [index - 1, index, index + 1, index + 2].filter((each) => each >= 0 && each < endIndex);
    return near.map((each) => indexToUs(line, each));
  };
}
