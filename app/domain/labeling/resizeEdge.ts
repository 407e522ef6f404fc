import { type TrackChange, trackChange } from "./change.ts";
import { between, type Edge, isEvent, lengthUs, type Room, spanned } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/** The stretch of the same lane that begins where this one ends (or ends where it begins): their edges are joined. */
export function joinedTo(track: Track, segment: Segment, edge: Edge): Segment | null {
  const other: Edge = edge === "endUs" ? "startUs" : "endUs";
  const touching = (each: Segment) =>
    each.hand === segment.hand && each.id !== segment.id && !isEvent(each) && each[other] === segment[edge];
  return isEvent(segment) ? null : (track.segments.find(touching) ?? null);
}

/**
 * Moves one edge of a stretch to a time. joined: the edge that touches it goes along, so that no gap opens; alone: it
 * does not. The edge stops at its neighbours, at the limits, and where a stretch would get too short. Events have no edges.
 */
export function resizeEdge(
  track: Track,
  segment: Segment,
  edge: Edge,
  toUs: number,
  { limits, shortestUs }: Room,
  how: "joined" | "alone",
): TrackChange {
  if (isEvent(segment)) return trackChange(track, {});
  const mate = how === "joined" ? joinedTo(track, segment, edge) : null;
  const [left, right] = edge === "endUs" ? [segment, mate] : [mate, segment];
  const wasUs = segment[edge];
  // A stretch that is shorter already may stay as it is.
  const least = (each: Segment) => Math.min(shortestUs, lengthUs(each));
  let lowUs = left === null ? limits.startUs : left.startUs + least(left);
  let highUs = right === null ? limits.endUs : right.endUs - least(right);
  for (const other of track.segments) {
    if (other.hand !== segment.hand || other === segment || other === mate) continue;
    // A stretch that shrinks meets nobody; one that grows stops at the first that it would meet.
    if (right !== null && other.endUs <= wasUs) lowUs = Math.max(lowUs, other.endUs);
    if (left !== null && other.startUs >= wasUs) highUs = Math.min(highUs, other.startUs);
  }
  const atUs = between(Math.round(toUs), Math.min(lowUs, wasUs), Math.max(highUs, wasUs));
  if (atUs === wasUs) return trackChange(track, {});
  const update: Segment[] = [];
  if (left !== null) update.push(spanned(left, left.startUs, atUs));
  if (right !== null) update.push(spanned(right, atUs, right.endUs));
  return trackChange(track, { update });
}
