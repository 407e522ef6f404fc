import type { CaptureResult, ConfusionMatrix, Outcome } from "./results.ts";

/**
 * What the events that a cell of the matrix counts are: by row and column, null where it counts none. The place alone does
 * not tell: on Unknown, and on punches that the model does not know, nothing found is right.
 */
export function cellOutcomes(
  { labels }: Pick<ConfusionMatrix, "labels">,
  captures: readonly Pick<CaptureResult, "events">[],
): (Outcome | null)[][] {
  const places = new Map(labels.map((label, at) => [label, at]));
  const placeOf = (one: { readonly label: string } | null) => (one ? places.get(one.label)! : labels.length);
  const cells = Array.from({ length: labels.length + 1 }, () =>
    new Array<Outcome | null>(labels.length + 1).fill(null),
  );
  for (const { events } of captures)
    for (const { scored, outcome, truth, found } of events)
      if (scored) cells[placeOf(truth)]![placeOf(found)] = outcome;
  return cells;
}

/** Whether a model did what it should. */
export function isRight(outcome: Outcome): boolean {
  return outcome === "hit" || outcome === "correctReject";
}
