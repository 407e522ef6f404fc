import type { Impact } from "#domain/sync/findSync.ts";

/** Nobody hits twice within this, and what rings after a hit is not another one. */
const LEAST_GAP_US = 150_000;
/** How far a peak must stand out, in median deviations: a normal noise gets there once in a hundred thousand. */
const STANDS_OUT = 6;
/** Where all is still but for the hits, deviations are zero: then a peak must reach this share of the greatest. */
const LEAST_SHARE = 0.05;
/** Enough for a median; sorting the whole of ten hours is not worth it. */
const MOST_SORTED = 50_000;

/**
 * The peaks that stand out of a curve, as impacts: never two within 150 ms, then the stronger one.
 * @param timeOf the time of a value by its index, microseconds, ascending; fractions for the middle of a flat peak
 */
export function findPeaks(values: Float32Array, timeOf: (index: number) => number): Impact[] {
  const least = threshold(values);
  const found: Impact[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (!(value > least) || (at > 0 && values[at - 1]! >= value)) continue;
    let end = at;
    while (end + 1 < values.length && values[end + 1] === value) end++;
    const isTop = end + 1 === values.length || values[end + 1]! < value;
    if (isTop) keep(found, { timeUs: timeOf((at + end) / 2), strength: value });
    at = end;
  }
  return found;
}

function keep(found: Impact[], impact: Impact): void {
  const last = found.at(-1);
  if (last === undefined || impact.timeUs - last.timeUs >= LEAST_GAP_US) found.push(impact);
  else if (impact.strength > last.strength) found[found.length - 1] = impact;
}

function threshold(values: Float32Array): number {
  const every = Math.max(1, Math.ceil(values.length / MOST_SORTED));
  const some = values.filter((_, index) => index % every === 0);
  const middle = medianOf(some);
  const deviation = medianOf(some.map((value) => Math.abs(value - middle)));
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return middle + Math.max(STANDS_OUT * deviation, LEAST_SHARE * (most - middle));
}

function medianOf(values: Float32Array): number {
  return values.toSorted()[values.length >> 1] ?? 0;
}
