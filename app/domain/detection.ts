import type { Matching } from "./matching.ts";
import { quantile } from "./quantile.ts";

/** How many events were found, counted. Counts of several captures may be added. */
export interface DetectionCounts {
  readonly hits: number;
  readonly missed: number;
  readonly falseAlarms: number;
}

/** How well events were found, in the words of the field. Each is 0 to 1; a share of nothing is 0. */
export interface DetectionScore {
  /** The share of true events that were found; also called recall. */
  readonly sensitivity: number;
  /** Positive predictive value: the share of found events that are true; also called precision. */
  readonly ppv: number;
  /** The harmonic mean of the two. */
  readonly f1: number;
  /** True events that it was measured on. */
  readonly support: number;
}

export const NOTHING_DETECTED: DetectionCounts = { hits: 0, missed: 0, falseAlarms: 0 };

export function countsOf({ pairs, missed, falseAlarms }: Matching): DetectionCounts {
  return { hits: pairs.length, missed: missed.length, falseAlarms: falseAlarms.length };
}

export function addCounts(a: DetectionCounts, b: DetectionCounts): DetectionCounts {
  return { hits: a.hits + b.hits, missed: a.missed + b.missed, falseAlarms: a.falseAlarms + b.falseAlarms };
}

export function detectionScore({ hits, missed, falseAlarms }: DetectionCounts): DetectionScore {
  return {
    sensitivity: share(hits, hits + missed),
    ppv: share(hits, hits + falseAlarms),
    f1: share(2 * hits, 2 * hits + missed + falseAlarms),
    support: hits + missed,
  };
}

export interface TimingError {
  /** Positive: found late. Null where nothing was found. */
  readonly medianUs: number;
  /** The middle one of the distances, whichever way. */
  readonly medianAbsoluteUs: number;
  /** 95 % of the distances are at most this. */
  readonly p95AbsoluteUs: number;
}

/** How far found moments lie from the true ones; null where nothing was found. */
export function timingError({ pairs }: Matching): TimingError | null {
  if (pairs.length === 0) return null;
  const errors = pairs.map(({ errorUs }) => errorUs).sort((a, b) => a - b);
  const distances = errors.map(Math.abs).sort((a, b) => a - b);
  return {
    medianUs: quantile(errors, 0.5),
    medianAbsoluteUs: quantile(distances, 0.5),
    p95AbsoluteUs: quantile(distances, 0.95),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
