import { UNKNOWN } from "../labeling/segments.ts";
import {
  type ClassScore,
  type ConfusionMatrix,
  type Judged,
  OUTCOMES,
  type Outcome,
  type ScoredEvent,
  type Scores,
} from "./results.ts";
import { errorSpread, spreadOf } from "./spread.ts";
import { decisionLatenciesMs, matchedPunches, timingErrorsMs } from "./timing.ts";

const MINUTE_US = 60e6;

/** The figures of what was judged, together: of one capture, of a person's, of all. */
export function scoresOf(judged: readonly Judged[]): Scores {
  const events = judged.flatMap((each) => each.events.filter(({ scored }) => scored));
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of events) outcomes[outcome]++;
  const { hit, substitution, reject, miss, falseAlarm } = outcomes;
  const truePunches = hit + substitution + reject + miss;
  const foundPunches = hit + substitution + falseAlarm;
  const judgedUs = sum(judged.map((each) => each.judgedUs));
  const counted = sum(judged.map(({ sensiml }) => sensiml.counted));
  const pairs = matchedPunches(events);
  return {
    f1: shareOr(2 * hit, truePunches + foundPunches, 1),
    accuracy: shareOr(hit, truePunches + falseAlarm, 1),
    outcomes,
    perClass: classScores(events),
    timingErrorMs: errorSpread(timingErrorsMs(events)),
    startErrorMs: errorSpread(pairs.map(({ truth, found }) => (found.startUs - truth.startUs) / 1000)),
    endErrorMs: errorSpread(pairs.map(({ truth, found }) => (found.endUs - truth.endUs) / 1000)),
    decisionLatencyMs: spreadOf(decisionLatenciesMs(events)),
    perMinute:
      judgedUs === 0
        ? null
        : { labelled: (truePunches * MINUTE_US) / judgedUs, found: (foundPunches * MINUTE_US) / judgedUs },
    unlabelledShare: judgedUs === 0 ? null : sum(judged.map(({ unlabelledUs }) => unlabelledUs)) / judgedUs,
    sensimlAccuracy: counted === 0 ? null : (100 * sum(judged.map(({ sensiml }) => sensiml.right))) / counted,
    matrix: matrixOf(events),
  };
}

function classScores(events: readonly ScoredEvent[]): Record<string, ClassScore> {
  const classes = new Map<string, { hits: number; support: number; found: number }>();
  const of = (label: string) => {
    const known = classes.get(label) ?? { hits: 0, support: 0, found: 0 };
    classes.set(label, known);
    return known;
  };
  for (const { outcome, truth, found } of events) {
    if (outcome === "correctReject") continue;
    if (truth && outcome !== "falseAlarm") of(truth.label).support++;
    if (found && outcome !== "reject") of(found.label).found++;
    if (outcome === "hit") of(truth!.label).hits++;
  }
  return Object.fromEntries(
    [...classes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([label, { hits, support, found }]) => [
        label,
        {
          f1: (2 * hits) / (support + found),
          sensitivity: shareOr(hits, support, 0),
          ppv: shareOr(hits, found, 0),
          support,
        },
      ]),
  );
}

/** Labels in truth that the model does not know have rows of their own. */
function matrixOf(events: readonly ScoredEvent[]): ConfusionMatrix {
  const occurring = new Set(events.flatMap(({ truth, found }) => [truth?.label, found?.label]));
  const labels = [...occurring].filter((label) => label !== undefined && label !== UNKNOWN).sort() as string[];
  if (occurring.has(UNKNOWN)) labels.push(UNKNOWN);
  const places = new Map(labels.map((label, at) => [label, at]));
  const placeOf = (one: { readonly label: string } | null) => (one ? places.get(one.label)! : labels.length);
  const counts = Array.from({ length: labels.length + 1 }, () => new Array<number>(labels.length + 1).fill(0));
  for (const { truth, found } of events) counts[placeOf(truth)]![placeOf(found)]!++;
  return { labels, counts };
}

function shareOr(part: number, whole: number, otherwise: number): number {
  return whole === 0 ? otherwise : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
