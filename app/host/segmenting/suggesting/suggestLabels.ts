import { setImmediate } from "node:timers/promises";
import type { Hand } from "#domain/hands.ts";
import { overlapOf } from "#domain/matching.ts";
import type { WarmMotion } from "../warmMotion.ts";
import type { LabelledShape, LabelledShapes, ShapeStore } from "./labelledShapes.ts";
import { measureMoving } from "./measureMoving.ts";
import type { Guess } from "./neighbours.ts";
import type { Stretch } from "./shapes.ts";

/** Others are let in between: this many take some 20 ms where 10,000 segments are labelled. */
const AT_ONCE = 50;

type Asked = Stretch & { readonly hand: Hand | null };

/**
 * What segments of a capture could be called, by the nearest of the project's labelled segments. A label that a person
 * already gave to this very motion does not vote. @throws ProblemError capture.notFound, segmenter.noSignal, engine.missing
 */
export async function suggestLabels(
  store: ShapeStore,
  warm: WarmMotion,
  labelled: LabelledShapes,
  captureId: string,
  segments: readonly Asked[],
): Promise<Guess[][]> {
  const measured = await measureMoving(await warm.of(store, captureId), segments);
  const { shapes, neighbours } = await labelled.index(store);
  const guesses: Guess[][] = [];
  for (const [i, segment] of segments.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const numbers = measured[i];
    const isItself = (at: number) => isSameMotion(shapes[at]!, captureId, segment);
    guesses.push(numbers ? neighbours.ask(numbers, isItself) : []);
  }
  return guesses;
}

function isSameMotion(shape: LabelledShape, captureId: string, segment: Asked): boolean {
  if (shape.captureId !== captureId) return false;
  const sameHand = shape.hand === null || segment.hand === null || shape.hand === segment.hand;
  return sameHand && overlapOf(shape, segment) > 0;
}
