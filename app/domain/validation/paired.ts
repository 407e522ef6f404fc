import { isRight } from "./cells.ts";
import { mcnemar } from "./mcnemar.ts";
import type { Validation } from "./results.ts";

/** How two validations differ on truth segments that both judged. */
export interface Paired {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly both: number;
  readonly neither: number;
  /** The chance of such a difference between equals. */
  readonly p: number;
}

export interface PairedResult extends Paired {
  /** The same for each truth label alone, as the second one knew it. */
  readonly perClass: Readonly<Record<string, Paired>>;
}

type Judged = Pick<Validation, "captures">;

/** McNemar's test on the truth segments that both judged; all counts are 0 where there are none. */
export function comparePaired(first: Judged, second: Judged): PairedResult {
  const firstRight = new Map(judgedTruth(first).map(({ id, right }) => [id, right]));
  const shared = judgedTruth(second).flatMap(({ id, label, right }) => {
    const other = firstRight.get(id);
    return other === undefined ? [] : [{ label, first: other, second: right }];
  });
  const byLabel = [...Map.groupBy(shared, ({ label }) => label)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...paired(shared),
    perClass: Object.fromEntries(byLabel.map(([label, of]) => [label, paired(of)])),
  };
}

function paired(all: readonly { readonly first: boolean; readonly second: boolean }[]): Paired {
  const count = (first: boolean, second: boolean) =>
    all.filter((each) => each.first === first && each.second === second).length;
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)];
  return {
    onlyFirst,
    onlySecond,
    both: count(true, true),
    neither: count(false, false),
    p: mcnemar(onlyFirst, onlySecond),
  };
}

function judgedTruth({ captures }: Judged) {
  return captures.flatMap(({ captureId, events }) =>
    events.flatMap(({ truth, outcome }) =>
      truth ? [{ id: `${captureId} ${truth.segmentId}`, label: truth.label, right: isRight(outcome) }] : [],
    ),
  );
}
