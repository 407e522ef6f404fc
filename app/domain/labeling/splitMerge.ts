import { type TrackChange, trackChange } from "./change.ts";
import { isEvent, type Room, spanned } from "./reshape.ts";
import { inOrder, type Segment, type Track } from "./segments.ts";

/**
 * Cuts a stretch in two that touch. The first keeps the id, the second gets `newId`; the peak stays with the part that
 * holds it. @returns no change where a part would be shorter than the shortest.
 */
export function split(
  track: Track,
  segment: Segment,
  atUs: number,
  { shortestUs }: Pick<Room, "shortestUs">,
  newId: string,
): TrackChange {
  const cutUs = Math.round(atUs);
  const least = Math.max(1, shortestUs);
  if (cutUs - segment.startUs < least || segment.endUs - cutUs < least) return trackChange(track, {});
  const [first, second] = [spanned(segment, segment.startUs, cutUs), spanned(segment, cutUs, segment.endUs)];
  const inSecond = segment.peakUs !== null && segment.peakUs >= cutUs;
  return trackChange(track, {
    update: [inSecond ? { ...first, peakUs: null } : first],
    add: [{ ...second, id: newId, peakUs: inSecond ? segment.peakUs : null }],
  });
}

/**
 * Joins a stretch with the next one of its lane, where that has the same label. It reaches from the start of the first to
 * the end of the second; the peak is that of the first that has one. @returns no change where the next is another label.
 */
export function merge(track: Track, segment: Segment): TrackChange {
  const next = track.segments.find((each) => each.hand === segment.hand && inOrder(each, segment) > 0);
  if (next === undefined || next.label !== segment.label || isEvent(segment) || isEvent(next)) {
    return trackChange(track, {});
  }
  const { id, startUs, endUs, peakUs } = segment;
  const joined = { ...segment, startUs, endUs: Math.max(endUs, next.endUs), peakUs: peakUs ?? next.peakUs, id };
  return trackChange(track, { update: [joined], remove: [next.id] });
}
