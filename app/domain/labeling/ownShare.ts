import { spanned } from "./reshape.ts";
import type { Segment } from "./segments.ts";

type Stretch = Pick<Segment, "startUs" | "endUs" | "peakUs" | "hand">;

/** Where the earlier of two that overlap ends and the later one begins: midway, but on the right side of either's peak. */
function borderUs(earlier: Stretch, later: Stretch): number {
  const middleUs = Math.round((later.startUs + earlier.endUs) / 2);
  const leastUs = earlier.peakUs ?? middleUs;
  const mostUs = later.peakUs ?? middleUs;
  return leastUs < mostUs ? Math.min(mostUs, Math.max(leastUs, middleUs)) : middleUs;
}

/**
 * The part of a segment that is nearer to it than to the others of its hand which it overlaps. Segmenters look at windows,
 * and those of two quick punches overlap; labels of one hand do not. One that lies inside another keeps all of it.
 */
export function ownShare(all: readonly Segment[], segment: Segment): Segment {
  let { startUs, endUs } = segment;
  for (const other of all) {
    if (other.id === segment.id || other.hand !== segment.hand) continue;
    if (other.startUs >= segment.endUs || other.endUs <= segment.startUs) continue;
    if (other.startUs < segment.startUs && other.endUs < segment.endUs)
      startUs = Math.max(startUs, borderUs(other, segment));
    if (other.startUs > segment.startUs && other.endUs > segment.endUs)
      endUs = Math.min(endUs, borderUs(segment, other));
  }
  const whole = startUs === segment.startUs && endUs === segment.endUs;
  return whole || endUs <= startUs ? segment : spanned(segment, startUs, endUs);
}

/** `ownShare` of each of them. They come by start, as a track keeps them. */
export function ownShares(all: readonly Segment[]): Segment[] {
  const longestUs = all.reduce((most, each) => Math.max(most, each.endUs - each.startUs), 0);
  let from = 0;
  let to = 0;
  return all.map((segment) => {
    while (all[from]!.startUs + longestUs < segment.startUs) from++;
    while (to < all.length && all[to]!.startUs < segment.endUs) to++;
    return ownShare(all.slice(from, to), segment);
  });
}
