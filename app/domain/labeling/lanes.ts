import type { Hand } from "../hands.ts";
import type { Segment } from "./segments.ts";

/** The lanes of a track, top to bottom: one for each hand, one for what belongs to both or to nobody. */
export const LANE_HANDS: readonly (Hand | null)[] = ["left", "right", null];

/** Whether two stretches share a moment. Ends are exclusive; an event meets a stretch that holds its instant. */
export function meet(a: Pick<Segment, "startUs" | "endUs">, b: Pick<Segment, "startUs" | "endUs">): boolean {
  if (a.startUs === a.endUs && b.startUs === b.endUs) return a.startUs === b.startUs;
  if (a.startUs === a.endUs) return b.startUs < a.startUs && a.startUs < b.endUs;
  if (b.startUs === b.endUs) return meet(b, a);
  return a.startUs < b.endUs && b.startUs < a.endUs;
}

/** The first pair in one lane that meets, or null. Truth lanes hold none; proposals and predictions may. */
export function overlapIn(segments: readonly Segment[]): readonly [Segment, Segment] | null {
  for (const hand of LANE_HANDS) {
    const lane = segments.filter((segment) => segment.hand === hand).sort((a, b) => a.startUs - b.startUs);
    let furthest: Segment | null = null;
    for (const segment of lane) {
      if (furthest && meet(furthest, segment)) return [furthest, segment];
      if (!furthest || segment.endUs >= furthest.endUs) furthest = segment;
    }
  }
  return null;
}
