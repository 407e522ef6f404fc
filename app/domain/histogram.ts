/** Columns of a histogram: each as wide as `step`; the middle of the first one is `from`. */
export interface Bins {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** How many values lie nearest to the middle of each column; what lies further out is counted in the first or last one. */
export function histogramOf(values: readonly number[], { from, step, count }: Bins): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const value of values) counts[Math.max(0, Math.min(count - 1, Math.round((value - from) / step)))]!++;
  return counts;
}

const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Columns of a round width, at most `most` of them, that hold all values with zero in the middle of one. */
export function binsFor(values: readonly number[], most: number): Bins {
  const lowest = values.reduce((least, value) => Math.min(least, value), 0);
  const highest = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  const columns = (step: number) => Math.round(highest / step) - Math.round(lowest / step) + 1;
  const step = ROUND.find((each) => columns(each) <= most) ?? Math.ceil((highest - lowest) / (most - 2));
  return { from: Math.round(lowest / step) * step, step, count: columns(step) };
}
