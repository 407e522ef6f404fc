import type { Candidate } from "../../../training/training.ts";

/** What a candidate costs, each a plot's axis. */
export const COSTS = ["flashBytes", "ramBytes", "instructions"] as const;
export type Cost = (typeof COSTS)[number];

export interface CandidateRow extends Candidate {
  /** Its place in the search; "0" is the plan that was searched around. */
  readonly id: string;
}

export type CandidateColumn = "f1" | Cost;

export function rowsOf(candidates: readonly Candidate[]): CandidateRow[] {
  return candidates.map((candidate, place) => ({ ...candidate, id: String(place) }));
}

export function sortedBy(
  rows: readonly CandidateRow[],
  column: string,
  direction: "ascending" | "descending",
): CandidateRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const cost = COSTS.find((each) => each === column);
  const figure = (row: CandidateRow) => (cost === undefined ? row.int8 : row.cost[cost]);
  return rows.toSorted((a, b) => sign * (figure(a) - figure(b)));
}

export interface ParetoScale {
  readonly most: number;
  /** F1 that the plot begins and ends with, in whole tenths. */
  readonly low: number;
  readonly high: number;
}

/** Lines that the plot is divided by, both ways. */
export const GRID = 4;

/** What a line of the plot may stand for, times a power of ten. */
const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The smallest round number that GRID of it hold `most`. */
function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / GRID));
  return STEPS.find((step) => step * power * GRID >= most)! * power;
}

/** Room for all candidates, in round numbers; F1 from the tenth below the worst. */
export function scaleOf(rows: readonly CandidateRow[], cost: Cost): ParetoScale {
  const scores = rows.map(({ int8 }) => int8);
  const low = Math.floor(10 * Math.min(1, ...scores)) / 10;
  return {
    most: GRID * roundStep(rows.reduce((most, row) => Math.max(most, row.cost[cost]), GRID)),
    low: Math.min(low, 0.9),
    high: 1,
  };
}

/**
 * The best F1 that each cost buys, as steps from cheap to dear: of this one cost alone, so that the line is clear even
 * where a candidate is on the whole front for another cost.
 */
export function frontOf(rows: readonly CandidateRow[], cost: Cost): CandidateRow[] {
  const cheapFirst = rows.toSorted((a, b) => a.cost[cost] - b.cost[cost] || b.int8 - a.int8);
  let best = Number.NEGATIVE_INFINITY;
  return cheapFirst.filter(({ int8 }) => {
    const better = int8 > best;
    best = Math.max(best, int8);
    return better;
  });
}
