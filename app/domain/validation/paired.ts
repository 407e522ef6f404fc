import { isRight } from "./cells.ts";
import { mcnemar } from "./mcnemar.ts";
import type { Validation } from "./results.ts";

/** How two validations differ on the truth segments that both judged. */
export interface PairedResult {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly both: number;
  readonly neither: number;
  /** The chance of such a difference between equals. */
  readonly p: number;
}

/** McNemar's test on the truth segments that both judged; all counts are 0 where there are none. */
export function comparePaired(first: Pick<Validation, "captures">, second: Pick<Validation, "captures">): PairedResult {
  const counts = { onlyFirst: 0, onlySecond: 0, both: 0, neither: 0 };
  const firstRight = rightByTruth(first);
  for (const [truth, right] of rightByTruth(second)) {
    const other = firstRight.get(truth);
    if (other === undefined) continue;
    if (other) counts[right ? "both" : "onlyFirst"]++;
    else counts[right ? "onlySecond" : "neither"]++;
  }
  return { ...counts, p: mcnemar(counts.onlyFirst, counts.onlySecond) };
}

function rightByTruth({ captures }: Pick<Validation, "captures">): Map<string, boolean> {
  return new Map(
    captures.flatMap(({ captureId, events }) =>
      events.flatMap((event) =>
        event.truth ? [[`${captureId} ${event.truth.segmentId}`, isRight(event.outcome)]] : [],
      ),
    ) as [string, boolean][],
  );
}
