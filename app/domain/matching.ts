import type { Hand } from "./hands.ts";

/** What can be matched: a stretch of the capture's clock, an event where both ends are the same. */
export interface Matchable {
  readonly startUs: number;
  readonly endUs: number;
  /** The strongest moment, where it is known; otherwise the middle counts. */
  readonly peakUs?: number | null;
  /** Left never matches right; null matches both. */
  readonly hand: Hand | null;
}

/**
 * When a found segment may stand for a true one. `overlap`: their intersection over union is at least this (an event
 * overlaps wholly with a stretch that holds it). `moment`: their peaks, or else middles, lie within this.
 */
export type MatchRule =
  | { readonly by: "overlap"; readonly atLeast: number }
  | { readonly by: "moment"; readonly withinUs: number };

/** From here on two segments are the same punch, seen with other edges. */
export const SAME_PUNCH: MatchRule = { by: "overlap", atLeast: 0.3 };

export interface MatchedPair {
  /** Places in the two lists. */
  readonly truth: number;
  readonly found: number;
  /** Intersection over union, 0 to 1. */
  readonly overlap: number;
  /** Moment of the found one minus that of the true one. */
  readonly errorUs: number;
}

export interface Matching {
  /** By place in the truth. */
  readonly pairs: readonly MatchedPair[];
  /** Places of true ones that nothing found stands for, and of found ones that stand for nothing. */
  readonly missed: readonly number[];
  readonly falseAlarms: readonly number[];
}

/**
 * Matches two sets of segments one to one: as many pairs as the rule allows (a maximum matching, so that a found one
 * which could stand for two true ones leaves the other one to its neighbour), better pairs first. Neither list needs an
 * order, and both may overlap in themselves.
 */
export function matchEvents(truth: readonly Matchable[], found: readonly Matchable[], rule: MatchRule): Matching {
  const pairs = possiblePairs(truth, found, rule);
  const foundOf = maximumMatching(truth.length, found.length, pairs);
  const chosen = pairs.filter((pair) => foundOf[pair.truth] === pair.found).sort((a, b) => a.truth - b.truth);
  const used = new Set(chosen.map((pair) => pair.found));
  return {
    pairs: chosen,
    missed: truth.flatMap((_, at) => (foundOf[at]! < 0 ? [at] : [])),
    falseAlarms: found.flatMap((_, at) => (used.has(at) ? [] : [at])),
  };
}

/** Intersection over union in time; 1 for an event inside the other one. */
export function overlapOf(a: Matchable, b: Matchable): number {
  const shared = Math.min(a.endUs, b.endUs) - Math.max(a.startUs, b.startUs);
  if (a.startUs === a.endUs || b.startUs === b.endUs) return shared >= 0 ? 1 : 0;
  return shared <= 0 ? 0 : shared / (Math.max(a.endUs, b.endUs) - Math.min(a.startUs, b.startUs));
}

/** The instant that a segment stands for: its peak, or else its middle. */
export function momentOf({ startUs, endUs, peakUs }: Matchable): number {
  return peakUs ?? (startUs + endUs) / 2;
}

/** Every pair that the rule and the hands allow, best first. */
function possiblePairs(truth: readonly Matchable[], found: readonly Matchable[], rule: MatchRule): MatchedPair[] {
  const byMoment = rule.by === "moment";
  const spanOf = (one: Matchable) =>
    byMoment ? { from: momentOf(one), to: momentOf(one) } : { from: one.startUs, to: one.endUs };
  const spans = found.map((one, at) => ({ ...spanOf(one), at })).sort((a, b) => a.from - b.from);
  const longest = spans.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const reach = byMoment ? rule.withinUs : 0;
  const pairs: MatchedPair[] = [];
  truth.forEach((one, place) => {
    const { from, to } = spanOf(one);
    for (let i = firstFrom(spans, from - longest - reach); i < spans.length && spans[i]!.from <= to + reach; i++) {
      const other = found[spans[i]!.at]!;
      if (one.hand !== null && other.hand !== null && one.hand !== other.hand) continue;
      const pair = {
        truth: place,
        found: spans[i]!.at,
        overlap: overlapOf(one, other),
        errorUs: momentOf(other) - momentOf(one),
      };
      const allowed = byMoment
        ? Math.abs(pair.errorUs) <= rule.withinUs
        : pair.overlap > 0 && pair.overlap >= rule.atLeast;
      if (allowed) pairs.push(pair);
    }
  });
  return byMoment
    ? pairs.sort((a, b) => Math.abs(a.errorUs) - Math.abs(b.errorUs))
    : pairs.sort((a, b) => b.overlap - a.overlap);
}

/** The first place whose `from` is not before a time. */
function firstFrom(spans: readonly { readonly from: number }[], time: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The found one of each true one, or -1. Takes the pairs in their order where both are free, then lengthens the matching
 * along alternating paths until none is left: a maximum matching (Berge).
 */
function maximumMatching(truths: number, founds: number, pairs: readonly MatchedPair[]): Int32Array {
  const foundOf = new Int32Array(truths).fill(-1);
  const truthOf = new Int32Array(founds).fill(-1);
  const choices: number[][] = Array.from({ length: truths }, () => []);
  for (const { truth, found } of pairs) {
    choices[truth]!.push(found);
    if (foundOf[truth]! >= 0 || truthOf[found]! >= 0) continue;
    foundOf[truth] = found;
    truthOf[found] = truth;
  }
  for (let start = 0; start < truths; start++) {
    if (foundOf[start]! < 0) lengthenFrom(start, choices, foundOf, truthOf);
  }
  return foundOf;
}

/** Looks breadth first for a free found one that `start` can reach by letting others change, and lets them. */
function lengthenFrom(start: number, choices: number[][], foundOf: Int32Array, truthOf: Int32Array): void {
  /** By found: the true one from which it was reached. */
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (let next = 0; next < queue.length; next++) {
    for (const found of choices[queue[next]!]!) {
      if (cameFrom.has(found)) continue;
      cameFrom.set(found, queue[next]!);
      if (truthOf[found]! >= 0) {
        queue.push(truthOf[found]!);
        continue;
      }
      for (let free = found; ; ) {
        const truth = cameFrom.get(free)!;
        const before = foundOf[truth]!;
        foundOf[truth] = free;
        truthOf[free] = truth;
        if (truth === start) return;
        free = before;
      }
    }
  }
}
