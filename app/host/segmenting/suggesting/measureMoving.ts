import type { Hand } from "#domain/hands.ts";
import type { StreamMotion } from "../streamMotion.ts";
import { measureShapes, type Shape, type Stretch } from "./shapes.ts";

/**
 * The shape of each segment's motion, in the stream of its hand; where it has none, or no stream has it, in the stream that
 * turned fastest. null for what cannot be measured. @throws ProblemError engine.missing
 */
export async function measureMoving(
  streams: readonly StreamMotion[],
  segments: readonly (Stretch & { readonly hand: Hand | null })[],
): Promise<(Float32Array | null)[]> {
  const hands = new Set(streams.map(({ stream }) => stream.hand));
  const best: (Shape | null)[] = segments.map(() => null);
  for (const motion of streams) {
    const places = segments.flatMap(({ hand }, i) =>
      hand === null || motion.stream.hand === hand || !hands.has(hand) ? [i] : [],
    );
    const shapes = await measureShapes(
      motion,
      places.map((i) => segments[i]!),
    );
    for (const [at, i] of places.entries()) {
      const [shape, before] = [shapes[at], best[i]];
      if (shape && (!before || shape.fastestTurn > before.fastestTurn)) best[i] = shape;
    }
  }
  return best.map((shape) => shape?.numbers ?? null);
}
