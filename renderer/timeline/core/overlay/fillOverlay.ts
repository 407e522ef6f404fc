import { type Columns, lineColumns } from "../columns.ts";
import type { IndexLine } from "../fillColumns.ts";
import { type Piece, rowsPerBin } from "../streamTiles.ts";
import type { OverlayLine } from "./overlayLine.ts";

/** Lowest and highest value of a line in each bin of `perBin` sample indexes; low above high where there is none. */
export interface LineBins {
  readonly firstIndex: number;
  readonly perBin: number;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Joins the values of consecutive samples, as the picture of raw samples does. A value that is NaN is a hole. */
export function addValues(
  columns: Columns,
  slot: number,
  firstIndex: number,
  values: Float64Array,
  { x0, perRow }: IndexLine,
): void {
  const widen = (column: number, low: number, high: number) => {
    if (column >= 0 && column < columns.width) columns.widen(slot, column, low, high);
  };
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      last = value;
      continue;
    }
    const x = x0 + (firstIndex + i) * perRow;
    if (perRow < 0.5 || Number.isNaN(last)) widen(Math.floor(x), value, value);
    else lineColumns(x - perRow, last, x, value, widen);
    last = value;
  }
}

export function addLineBins(columns: Columns, slot: number, bins: LineBins, { x0, perRow }: IndexLine): void {
  const { firstIndex, perBin, low, high } = bins;
  for (let bin = 0; bin < low.length; bin++) {
    if (low[bin]! > high[bin]!) continue;
    const index = firstIndex + bin * perBin;
    const first = Math.max(0, Math.floor(x0 + index * perRow));
    const last = Math.min(columns.width - 1, Math.floor(x0 + (index + perBin - 1) * perRow));
    for (let column = first; column <= last; column++) columns.widen(slot, column, low[bin]!, high[bin]!);
  }
}

/**
 * Magnitude and absolute value from the lowest and highest raw value of each channel in a bin, by interval arithmetic:
 * no sample of the bin lies outside (x, y and z may peak at different moments, so the upper rim may be above the truth,
 * by less than the square root of three, and never below it).
 */
export function boundBins({ columns, scales }: OverlayLine, piece: Piece): LineBins {
  const perBin = rowsPerBin(piece.level);
  const { slice } = piece;
  const run = slice.runs[0];
  const from = Math.max(run?.firstIndex ?? 0, Math.floor(piece.fromIndex / perBin));
  const to = Math.min((run?.firstIndex ?? 0) + (run?.rows ?? 0), Math.ceil(piece.toIndex / perBin));
  const count = Math.max(0, to - from);
  const low = new Float32Array(count);
  const high = new Float32Array(count);
  for (let bin = 0; bin < count; bin++) {
    const at = (from + bin - run!.firstIndex) * slice.width;
    let [least, most, empty] = [0, 0, false];
    columns.forEach((column, i) => {
      const min = slice.values[at + column * 2]! * scales[i]!;
      const max = slice.values[at + column * 2 + 1]! * scales[i]!;
      if (min > max) empty = true;
      least += min > 0 ? min ** 2 : max < 0 ? max ** 2 : 0;
      most += Math.max(min ** 2, max ** 2);
    });
    low[bin] = empty ? Number.POSITIVE_INFINITY : Math.sqrt(least);
    high[bin] = empty ? Number.NEGATIVE_INFINITY : Math.sqrt(most);
  }
  return { firstIndex: from * perBin, perBin, low, high };
}

/** The extremes of consecutive values in bins of the capture's own grid (a bin begins at a multiple of `perBin`). */
export function binned(
  parts: readonly { readonly firstIndex: number; readonly values: Float64Array }[],
  fromIndex: number,
  toIndex: number,
  perBin: number,
): LineBins {
  const count = Math.ceil((toIndex - fromIndex) / perBin);
  const low = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(count).fill(Number.NEGATIVE_INFINITY);
  for (const { firstIndex, values } of parts) {
    const end = Math.min(values.length, toIndex - firstIndex);
    for (let i = Math.max(0, fromIndex - firstIndex); i < end; i++) {
      const bin = Math.floor((firstIndex + i - fromIndex) / perBin);
      // NaN is neither below nor above: a hole stays a hole.
      if (values[i]! < low[bin]!) low[bin] = values[i]!;
      if (values[i]! > high[bin]!) high[bin] = values[i]!;
    }
  }
  return { firstIndex: fromIndex, perBin, low, high };
}
