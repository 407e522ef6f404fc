import { type Edge, isEvent } from "#domain/labeling/reshape.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { lengthUs, type Span, usToPx } from "../view.ts";
import { type Lane, levelBox, stripTop } from "./lanes.ts";
import { differenceBox } from "./paintDifferences.ts";

/** What is under the pointer in a lane. */
export type Hit =
  | { readonly part: "edge"; readonly segment: Segment; readonly edge: Edge }
  | { readonly part: "body"; readonly segment: Segment };

/** An edge is taken within this distance, on either side. */
const REACH_PX = 6;

interface Near {
  readonly segment: Segment;
  readonly left: number;
  readonly right: number;
}

/**
 * What a place of a lane holds. Inside a segment its own edges come first, and never take more than a third of it each,
 * so that a narrow one can still be grabbed; outside, the nearest edge in reach. Of two edges that touch it is the one
 * on the pointer's side.
 */
export function hitAt(lane: Lane, view: Span, widthPx: number, xPx: number, yPx: number): Hit | null {
  if (yPx >= stripTop(lane) && lane.track.kind === "prediction") return differenceAt(lane, view, widthPx, xPx);
  const slackUs = (REACH_PX / widthPx) * lengthUs(view);
  const atUs = view.startUs + (xPx / widthPx) * lengthUs(view);
  const { from, to } = lane.index.range({ startUs: atUs - slackUs, endUs: atUs + slackUs });
  let outside: { readonly near: Near; readonly distance: number } | null = null;
  let inside: Near | null = null;
  for (let i = from; i < to; i++) {
    const segment = lane.index.segments[i]!;
    if (!isOnLevel(lane, lane.index.levels[i]!, yPx)) continue;
    const [left, right] = [usToPx(view, widthPx, segment.startUs), usToPx(view, widthPx, segment.endUs)];
    const near = { segment, left, right };
    // A flag stands on top of what is around it.
    if (isEvent(segment) && Math.abs(xPx - left) <= REACH_PX) return { part: "body", segment };
    if (xPx >= left && xPx < right) inside = near;
    const distance = Math.max(left - xPx, xPx - right);
    if (distance <= REACH_PX && (outside === null || distance < outside.distance)) outside = { near, distance };
  }
  if (inside !== null) return within(inside, xPx);
  if (outside === null || isEvent(outside.near.segment)) return null;
  const { segment, left } = outside.near;
  return { part: "edge", segment, edge: xPx < left ? "startUs" : "endUs" };
}

/** The mark of a difference stands for what was found, or else for what was missed. */
function differenceAt({ differences }: Lane, view: Span, widthPx: number, xPx: number): Hit | null {
  const at = differences.findLast((each) => {
    const { left, width } = differenceBox(each, view, widthPx);
    return xPx >= left && xPx < left + width;
  });
  return at === undefined ? null : { part: "body", segment: (at.found ?? at.truth)! };
}

function within({ segment, left, right }: Near, xPx: number): Hit {
  const reach = Math.min(REACH_PX, (right - left) / 3);
  if (xPx - left <= reach) return { part: "edge", segment, edge: "startUs" };
  if (right - xPx <= reach) return { part: "edge", segment, edge: "endUs" };
  return { part: "body", segment };
}

function isOnLevel(lane: Lane, level: number, yPx: number): boolean {
  if (lane.index.levelCount === 1) return true;
  const { top, height } = levelBox(lane, level);
  return yPx >= top && yPx <= top + height + 1;
}
