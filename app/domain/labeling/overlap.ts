import { type TrackChange, trackChange } from "./change.ts";
import { meet } from "./lanes.ts";
import { isEvent, lengthUs, spanned } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/**
 * What becomes of a segment that comes into a lane where something is already. skip: it is left out. cut: it keeps its
 * largest free part, that with its peak where it has one. replace: what it meets goes.
 */
export const OVERLAP_RULES = ["skip", "cut", "replace"] as const;
export type OverlapRule = (typeof OVERLAP_RULES)[number];

/**
 * Puts segments into a track, each into the lane of its hand. Among themselves the first comes first, whatever the rule;
 * parts shorter than `shortestUs` are left out.
 */
export function placeInto(
  track: Track,
  incoming: readonly Segment[],
  rule: OverlapRule,
  shortestUs: number,
): TrackChange {
  const gone = new Set<string>();
  const add: Segment[] = [];
  for (const segment of incoming) {
    const inLane = (other: Segment) => other.hand === segment.hand && meet(other, segment);
    const there = track.segments.filter((other) => !gone.has(other.id) && inLane(other));
    const placed = add.filter(inLane);
    if (rule === "replace" && placed.length === 0) {
      for (const { id } of there) gone.add(id);
      add.push(segment);
      continue;
    }
    const fits = rule === "cut" ? largestFree(segment, [...there, ...placed], shortestUs) : null;
    if (there.length + placed.length === 0) add.push(segment);
    else if (fits !== null) add.push(fits);
  }
  return trackChange(track, { add, remove: [...gone] });
}

function largestFree(segment: Segment, others: readonly Segment[], shortestUs: number): Segment | null {
  if (isEvent(segment)) return null;
  const free: Segment[] = [];
  let fromUs = segment.startUs;
  const part = (toUs: number) => {
    if (toUs - fromUs >= Math.max(1, shortestUs)) free.push(spanned(segment, fromUs, toUs));
  };
  for (const other of others.toSorted((a, b) => a.startUs - b.startUs)) {
    part(other.startUs);
    fromUs = Math.max(fromUs, other.endUs);
  }
  part(segment.endUs);
  const withPeak = free.find(({ peakUs }) => peakUs !== null);
  return withPeak ?? free.toSorted((a, b) => lengthUs(b) - lengthUs(a))[0] ?? null;
}
