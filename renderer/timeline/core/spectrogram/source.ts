import type { SampleSlice } from "#contract/slice.ts";
import { hopOf, type Shape } from "./strength.ts";

/** Rows that so many windows reach over. */
export function rowsOf(frames: number, shape: Shape): number {
  return (frames - 1) * hopOf(shape) + shape.windowRows;
}

/** The physical samples of one column, or of the length of several as a vector; NaN where rows are missing. */
export function magnitudeOrOne(
  { runs, values, width }: SampleSlice,
  firstIndex: number,
  frames: number,
  columns: readonly number[],
  scales: readonly number[],
  shape: Shape,
): Float64Array {
  const out = new Float64Array(rowsOf(frames, shape)).fill(Number.NaN);
  let row = 0;
  for (const run of runs) {
    for (let i = 0; i < run.rows; i++, row++) {
      const at = run.firstIndex + i - firstIndex;
      if (at < 0 || at >= out.length) continue;
      const one = values[row * width + columns[0]!]! * scales[0]!;
      out[at] =
        columns.length === 1
          ? one
          : Math.hypot(...columns.map((column, c) => values[row * width + column]! * scales[c]!));
    }
  }
  return out;
}
