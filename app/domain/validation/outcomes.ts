import { UNKNOWN } from "../labeling/segments.ts";
import { type Matchable, type MatchRule, matchEvents } from "../matching.ts";
import type { Outcome, ScoredEvent } from "./results.ts";

export interface TruthEvent extends Matchable {
  readonly id: string;
  readonly label: string;
}

export interface FoundEvent extends Matchable {
  /** A class of the model, or Unknown. */
  readonly label: string;
  readonly decidedUs: number;
  readonly score: number | null;
}

export interface Judging {
  readonly rule: MatchRule;
  readonly fullyAnnotated: boolean;
  /** The punches that the model knows, without Unknown. */
  readonly classes: ReadonlySet<string>;
}

/**
 * Holds what was found against truth, one to one whatever the classes, and names what came of each: by time. Found ones
 * that stand for nothing are scored where they meet truth, and elsewhere only in a fully annotated capture.
 */
export function judge(
  truth: readonly TruthEvent[],
  found: readonly FoundEvent[],
  { rule, fullyAnnotated, classes }: Judging,
): ScoredEvent[] {
  const { pairs, missed, falseAlarms } = matchEvents(truth, found, rule);
  const meetsTruth = meeting(truth);
  const events = [
    ...pairs.map((pair) => {
      const [one, other] = [truth[pair.truth]!, found[pair.found]!];
      return eventOf(outcomeOf(one, other, classes), true, one, other);
    }),
    ...missed.map((at) => eventOf(outcomeOf(truth[at]!, null, classes), true, truth[at]!, null)),
    ...falseAlarms.map((at) => {
      const other = found[at]!;
      return eventOf(outcomeOf(null, other, classes), fullyAnnotated || meetsTruth(other), null, other);
    }),
  ];
  return events.sort((a, b) => startOf(a) - startOf(b));
}

interface Named {
  readonly label: string;
}

/** What came of a true segment and the found one that stands for it; null where there is no such one. */
export function outcomeOf(truth: Named | null, found: Named | null, classes: ReadonlySet<string>): Outcome {
  const isPunch = truth !== null && truth.label !== UNKNOWN && classes.has(truth.label);
  if (!isPunch) return found === null || found.label === UNKNOWN ? "correctReject" : "falseAlarm";
  if (found === null) return "miss";
  if (found.label === UNKNOWN) return "reject";
  return found.label === truth.label ? "hit" : "substitution";
}

function eventOf(outcome: Outcome, scored: boolean, truth: TruthEvent | null, found: FoundEvent | null): ScoredEvent {
  return {
    outcome,
    scored,
    hand: found?.hand ?? truth?.hand ?? null,
    truth: truth && {
      segmentId: truth.id,
      label: truth.label,
      startUs: truth.startUs,
      endUs: truth.endUs,
      peakUs: truth.peakUs ?? null,
    },
    found: found && {
      label: found.label,
      startUs: found.startUs,
      endUs: found.endUs,
      peakUs: found.peakUs ?? null,
      decidedUs: found.decidedUs,
      score: found.score,
    },
  };
}

export function startOf({ truth, found }: ScoredEvent): number {
  return Math.min(truth?.startUs ?? Number.POSITIVE_INFINITY, found?.startUs ?? Number.POSITIVE_INFINITY);
}

/** Whether something lies, at least partly, in a truth segment of its hand. */
function meeting(truth: readonly TruthEvent[]): (found: FoundEvent) => boolean {
  const byStart = truth.toSorted((a, b) => a.startUs - b.startUs);
  /** The latest end of all up to a place, for each hand that a found one may have: a bound to stop a look back. */
  const latest: number[] = [];
  for (const { endUs } of byStart) latest.push(Math.max(endUs, latest.at(-1) ?? Number.NEGATIVE_INFINITY));
  return ({ startUs, endUs, hand }) => {
    let [low, high] = [0, byStart.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byStart[middle]!.startUs < endUs) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= 0 && latest[at]! > startUs; at--) {
      const one = byStart[at]!;
      if (one.endUs > startUs && (one.hand === null || hand === null || one.hand === hand)) return true;
    }
    return false;
  };
}
