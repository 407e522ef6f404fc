import { type TrackChange, trackChange } from "./change.ts";
import { between, type Room } from "./reshape.ts";
import type { Segment, Track } from "./segments.ts";

/** What a segment is before anybody said where: everything but its times. */
export type Brushstroke = Omit<Segment, "startUs" | "endUs" | "peakUs">;

/**
 * A new stretch from where the pointer went down to where it is now, in either direction. It stops at its neighbours in
 * the lane of its hand, and is never shorter than the shortest. @returns null where there is no room for one.
 */
export function draw(
  track: Track,
  stroke: Brushstroke,
  anchorUs: number,
  toUs: number,
  room: Room,
): TrackChange | null {
  const free = freeAround(track, stroke.hand, Math.round(anchorUs), toUs >= anchorUs, room);
  if (free === null) return null;
  const from = between(Math.round(anchorUs), free.startUs, free.endUs);
  const to = between(Math.round(toUs), free.startUs, free.endUs);
  let [startUs, endUs] = [Math.min(from, to), Math.max(from, to)];
  if (endUs - startUs < room.shortestUs) {
    if (toUs >= anchorUs) endUs = Math.min(free.endUs, startUs + room.shortestUs);
    else startUs = Math.max(free.startUs, endUs - room.shortestUs);
  }
  if (endUs - startUs < room.shortestUs) return null;
  return trackChange(track, { add: [{ ...stroke, startUs, endUs, peakUs: null }] });
}

/** The free stretch that begins (or ends, drawing backwards) at a time; null where something is there already. */
function freeAround(track: Track, hand: Segment["hand"], atUs: number, onwards: boolean, { limits }: Room) {
  let { startUs, endUs } = limits;
  for (const segment of track.segments) {
    if (segment.hand !== hand) continue;
    if (segment.startUs < atUs && atUs < segment.endUs) return null;
    // What only touches the anchor is behind it.
    const before = onwards ? segment.endUs <= atUs : segment.startUs < atUs;
    if (before) startUs = Math.max(startUs, segment.endUs);
    else endUs = Math.min(endUs, segment.startUs);
  }
  return { startUs, endUs };
}
