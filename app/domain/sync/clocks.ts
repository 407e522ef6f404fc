import type { SyncLine } from "./video.ts";

/** One question to another clock: when it was asked and its answer heard, by our clock, and the answer itself. Microseconds. */
export interface ClockExchange {
  readonly askedUs: number;
  readonly answeredUs: number;
  readonly heardUs: number;
}

export interface ComparedClocks {
  /** `theirs = offsetUs + rate * ours`. */
  readonly line: SyncLine;
  /** How far the line can be from the truth, at most, at a moment of ours within the comparison. */
  errorUs(oursUs: number): number;
  /** The exchanges that the line was fitted to, the quickest of each stretch of time, in their order. */
  readonly used: readonly ClockExchange[];
}

/** Two clocks of computers that differ by more than this are broken: quartz keeps 100 ppm even when hot. */
export const MOST_DRIFT = 500e-6;
/** As many exchanges as are worth keeping for a sync, whatever the length of a recording. */
const MOST_USED = 60;
/** A sixteenth of a frame: below it, no drift at all is a better answer than one that is mostly noise. */
const TOLERABLE_US = 2_000;
/** No exchange is trusted to be better than this: the grain of a page's clock that is not isolated. */
const GRAIN_US = 100;

/**
 * Lays a line between two clocks. An answer was given somewhere between question and hearing, so each exchange tells the
 * other clock's time at its middle to within half its round trip, however lopsided its delays; quick ones tell most.
 * The line is one by least squares, or one without drift where that cannot be much more wrong: in a short comparison.
 * Both are sums of the answers with known weights, so the bounds of the answers give the bound of the line: no
 * assumption about delays is made. Null where there is no exchange. Both clocks drift apart by at most 500 ppm.
 */
export function compareClocks(exchanges: readonly ClockExchange[]): ComparedClocks | null {
  const used = quickest(exchanges);
  if (used.length === 0) return null;
  const points = used.map(pointOf);
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = points.reduce((sum, { at, weight }) => sum + weight * at, 0) / total;
  const spread = points.reduce((sum, { at, weight }) => sum + weight * (at - mean) ** 2, 0);
  const drifting = sumOf(
    points,
    (at, point) => point.weight / total + (point.weight * (point.at - mean) * (at - mean)) / spread,
  );
  const steady = sumOf(points, (_at, point) => point.weight / total);
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  // What stands still is right in the middle and drifts off towards both ends.
  const steadyError = (at: number) =>
    steady.boundUs(at) +
    points.reduce((sum, point) => sum + (point.weight / total) * MOST_DRIFT * Math.abs(at - point.at), 0);
  const worst = (error: (at: number) => number) => Math.max(error(first), error(last));
  // Differences of the clocks are fitted, not their times: a double keeps nanoseconds of them.
  if (spread > 0 && worst(drifting.boundUs) + TOLERABLE_US < worst(steadyError)) {
    const rate = (drifting.aheadUs(last) - drifting.aheadUs(first)) / (last - first);
    return {
      line: { offsetUs: drifting.aheadUs(mean) - rate * mean, rate: 1 + rate },
      errorUs: drifting.boundUs,
      used,
    };
  }
  return { line: { offsetUs: steady.aheadUs(mean), rate: 1 }, errorUs: steadyError, used };
}

interface Point {
  /** The middle of the exchange, by our clock. */
  readonly at: number;
  /** How far the other clock is ahead of ours there, within `boundUs`. */
  readonly aheadUs: number;
  readonly boundUs: number;
  readonly weight: number;
}

function pointOf({ askedUs, answeredUs, heardUs }: ClockExchange): Point {
  const at = (askedUs + heardUs) / 2;
  const halfUs = (heardUs - askedUs) / 2;
  return {
    at,
    aheadUs: answeredUs - at,
    boundUs: halfUs * (1 + MOST_DRIFT),
    weight: 1 / (halfUs + GRAIN_US) ** 2,
  };
}

function sumOf(points: readonly Point[], share: (at: number, point: Point) => number) {
  return {
    aheadUs: (at: number) => points.reduce((sum, point) => sum + share(at, point) * point.aheadUs, 0),
    boundUs: (at: number) => points.reduce((sum, point) => sum + Math.abs(share(at, point)) * point.boundUs, 0),
  };
}

/** The quickest exchange of each stretch, so that a long recording costs no more than a short one. */
function quickest(exchanges: readonly ClockExchange[]): ClockExchange[] {
  const sound = exchanges
    .filter(({ askedUs, heardUs }) => heardUs >= askedUs)
    .toSorted((a, b) => a.askedUs - b.askedUs);
  const from = sound[0]?.askedUs ?? 0;
  const stretchUs = Math.max(1e6, ((sound.at(-1)?.askedUs ?? 0) - from + 1) / MOST_USED);
  const best = new Map<number, ClockExchange>();
  for (const each of sound) {
    const stretch = Math.floor((each.askedUs - from) / stretchUs);
    const other = best.get(stretch);
    if (other === undefined || each.heardUs - each.askedUs < other.heardUs - other.askedUs) best.set(stretch, each);
  }
  return [...best.values()];
}
