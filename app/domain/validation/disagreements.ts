import type { Segment } from "../labeling/segments.ts";
import { matchEvents, overlapOf, SAME_PUNCH } from "../matching.ts";
import { isRight } from "./cells.ts";
import { type Judging, outcomeOf } from "./outcomes.ts";
import type { Outcome } from "./results.ts";

/** A place where what a model says is not what a person says: at least one of the two segments is there. */
export interface Disagreement {
  readonly outcome: Exclude<Outcome, "hit" | "correctReject">;
  readonly truth: Segment | null;
  readonly found: Segment | null;
  /** From the start of the first to the end of the last of the two. */
  readonly startUs: number;
  readonly endUs: number;
}

/** Where they disagree, by time; judged as a validation judges, whether all of the capture is labelled or not. */
export function disagreementsOf(
  truth: readonly Segment[],
  found: readonly Segment[],
  { rule, classes }: Pick<Judging, "rule" | "classes">,
): Disagreement[] {
  const { pairs, missed, falseAlarms } = matchEvents(truth, found, rule);
  const all = [
    ...pairs.map((pair) => [truth[pair.truth]!, found[pair.found]!] as const),
    ...missed.map((at) => [truth[at]!, null] as const),
    ...falseAlarms.map((at) => [null, found[at]!] as const),
  ];
  return all
    .flatMap(([one, other]) => {
      const outcome = outcomeOf(one, other, classes);
      return isRight(outcome) ? [] : [disagreement(outcome as Disagreement["outcome"], one, other)];
    })
    .sort((a, b) => a.startUs - b.startUs || a.endUs - b.endUs);
}

function disagreement(outcome: Disagreement["outcome"], truth: Segment | null, found: Segment | null): Disagreement {
  const spans = [truth, found].filter((each) => each !== null);
  return {
    outcome,
    truth,
    found,
    startUs: Math.min(...spans.map(({ startUs }) => startUs)),
    endUs: Math.max(...spans.map(({ endUs }) => endUs)),
  };
}

/**
 * Of what the first of several models found, that which each other one found too, under the same label. All of it where
 * there is only one.
 */
export function agreedByAll(found: readonly (readonly Segment[])[]): Segment[] {
  const [first = [], ...others] = found;
  return others.reduce<Segment[]>(
    (left, other) =>
      matchEvents(left, other, SAME_PUNCH).pairs.flatMap((pair) =>
        left[pair.truth]!.label === other[pair.found]!.label ? [left[pair.truth]!] : [],
      ),
    [...first],
  );
}

/** Whether a segment shares any time with one of these, of a hand that may be the same. */
export function meetsAny(segment: Segment, others: readonly Segment[]): boolean {
  return others.some(
    (other) =>
      (segment.hand === null || other.hand === null || segment.hand === other.hand) && overlapOf(segment, other) > 0,
  );
}
