import { type TrackChange, trackChange } from "./change.ts";
import { LANE_HANDS } from "./lanes.ts";
import { apartUs, lengthUs, type Room, shifted } from "./reshape.ts";
import { inOrder, type Segment, type Track } from "./segments.ts";

/** stop: at the neighbours. push: the neighbours are pushed along, until the last one meets the end of the capture. */
export const MOVE_WAYS = ["stop", "push"] as const;
export type MoveWay = (typeof MOVE_WAYS)[number];

/**
 * Moves segments of a track together by the same time, as far as there is room in every lane. Lengths stay, and so does
 * the order within a lane.
 */
export function move(
  track: Track,
  ids: ReadonlySet<string>,
  byUs: number,
  { limits }: Pick<Room, "limits">,
  way: MoveWay,
): TrackChange {
  // Backwards is forwards on a clock that runs the other way.
  const back = byUs < 0;
  const endUs = back ? -limits.startUs : limits.endUs;
  const lanes = LANE_HANDS.map((hand) => {
    const lane = track.segments.filter((segment) => segment.hand === hand);
    return (back ? lane.map(mirrored) : [...lane]).sort(inOrder);
  }).filter((lane) => lane.some(({ id }) => ids.has(id)));
  const room = way === "stop" ? roomBefore : roomWithPushing;
  const farUs = Math.max(0, Math.min(...lanes.map((lane) => room(lane, ids, endUs))));
  const onUs = Math.min(Math.abs(Math.round(byUs)), farUs);
  if (lanes.length === 0 || onUs === 0) return trackChange(track, {});
  const moved = lanes.flatMap((lane) => movedOn(lane, ids, onUs, way));
  return trackChange(track, { update: back ? moved.map(mirrored) : moved });
}

/** How far the moved ones of a lane can go on until the first of them meets what stands still. */
function roomBefore(lane: readonly Segment[], ids: ReadonlySet<string>, endUs: number): number {
  let room = Number.POSITIVE_INFINITY;
  lane.forEach((segment, i) => {
    if (!ids.has(segment.id)) return;
    const next = lane[i + 1];
    if (next === undefined) room = Math.min(room, endUs - segment.endUs);
    else if (!ids.has(next.id)) room = Math.min(room, next.startUs - apartUs(segment, next) - segment.endUs);
  });
  return room;
}

/** How far they can go on until all that follows stands packed at the end. */
function roomWithPushing(lane: readonly Segment[], ids: ReadonlySet<string>, endUs: number): number {
  const last = lane.findLastIndex(({ id }) => ids.has(id));
  let packed = endUs;
  for (let i = lane.length - 1; i > last; i--) packed -= lengthUs(lane[i]!) + apartUs(lane[i - 1]!, lane[i]!);
  return packed - lane[last]!.endUs;
}

function movedOn(lane: readonly Segment[], ids: ReadonlySet<string>, onUs: number, way: MoveWay): Segment[] {
  const changed: Segment[] = [];
  let before: Segment | null = null;
  for (const segment of lane) {
    let now: Segment = segment;
    if (ids.has(segment.id)) now = shifted(segment, onUs);
    else if (way === "push" && before !== null) {
      now = shifted(segment, Math.max(0, before.endUs + apartUs(before, segment) - segment.startUs));
    }
    if (now !== segment) changed.push(now);
    if (now !== segment) before = now;
  }
  return changed;
}

function mirrored(segment: Segment): Segment {
  const { startUs, endUs, peakUs } = segment;
  // Adding 0 keeps a zero from turning into its negative twin.
  return { ...segment, startUs: 0 - endUs, endUs: 0 - startUs, peakUs: peakUs === null ? null : 0 - peakUs };
}
