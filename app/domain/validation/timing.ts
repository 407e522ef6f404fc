import { momentOf } from "../matching.ts";
import type { ScoredEvent } from "./results.ts";

interface MatchedPunch {
  readonly outcome: ScoredEvent["outcome"];
  readonly truth: NonNullable<ScoredEvent["truth"]>;
  readonly found: NonNullable<ScoredEvent["found"]>;
}

/** True punches that something was found for, rightly named or not. */
export function matchedPunches(events: readonly ScoredEvent[]): MatchedPunch[] {
  return events.flatMap(({ scored, outcome, truth, found }) =>
    scored && truth && found && outcome !== "correctReject" && outcome !== "falseAlarm"
      ? [{ outcome, truth, found }]
      : [],
  );
}

/** Found minus true moment; negative is early. */
export function timingErrorMs({ truth, found }: Pick<MatchedPunch, "truth" | "found">): number {
  return (momentOf({ ...found, hand: null }) - momentOf({ ...truth, hand: null })) / 1000;
}

export function timingErrorsMs(events: readonly ScoredEvent[]): number[] {
  return matchedPunches(events).map(timingErrorMs);
}

/** From the end of each true punch to when the glove would have said that it was one; negative is before its end. */
export function decisionLatenciesMs(events: readonly ScoredEvent[]): number[] {
  return matchedPunches(events)
    .filter(({ outcome }) => outcome !== "reject")
    .map(({ truth, found }) => (found.decidedUs - truth.endUs) / 1000);
}
