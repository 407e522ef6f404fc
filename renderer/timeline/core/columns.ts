/** Some rows of this column were lost. */
export const LOST = 1;
/** All rows of this column were lost: there is nothing to draw. */
export const EMPTY = 2;

/**
 * The lowest and highest raw value of each channel in each pixel column: all that a picture of a signal can show.
 * Widening never narrows, so a peak of one sample survives at every zoom.
 *
 * Columns are addressed by a slot; whoever owns the object decides what a slot means (the live view uses it as a ring).
 * `low[channel * width + slot]`; a column without samples has its low above its high.
 */
export class Columns {
  readonly channels: number;
  readonly width: number;
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** LOST and EMPTY per slot. */
  readonly flags: Uint8Array;

  constructor(channels: number, width: number) {
    this.channels = channels;
    this.width = width;
    this.low = new Float32Array(channels * width);
    this.high = new Float32Array(channels * width);
    this.flags = new Uint8Array(width);
    this.clear();
  }

  clear(): void {
    this.low.fill(Number.POSITIVE_INFINITY);
    this.high.fill(Number.NEGATIVE_INFINITY);
    this.flags.fill(0);
  }

  clearSlot(slot: number): void {
    for (let at = slot; at < this.low.length; at += this.width) {
      this.low[at] = Number.POSITIVE_INFINITY;
      this.high[at] = Number.NEGATIVE_INFINITY;
    }
    this.flags[slot] = 0;
  }

  widen(channel: number, slot: number, low: number, high: number): void {
    const at = channel * this.width + slot;
    if (low < this.low[at]!) this.low[at] = low;
    if (high > this.high[at]!) this.high[at] = high;
  }

  /** The lowest and highest raw value of a channel over all columns; low above high where there is none. */
  extremes(channel: number): { low: number; high: number } {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let at = channel * this.width; at < (channel + 1) * this.width; at++) {
      if (this.low[at]! < low) low = this.low[at]!;
      if (this.high[at]! > high) high = this.high[at]!;
    }
    return { low, high };
  }
}

/**
 * Calls `widen(column, low, high)` for each column that the straight line between two samples crosses, with the part
 * of the line inside that column. Positions are in columns (fractions allowed), `x0 <= x1`.
 */
export function lineColumns(
  x0: number,
  v0: number,
  x1: number,
  v1: number,
  widen: (column: number, low: number, high: number) => void,
): void {
  const first = Math.floor(x0);
  const last = Math.floor(x1);
  if (first === last) {
    widen(first, Math.min(v0, v1), Math.max(v0, v1));
    return;
  }
  const slope = (v1 - v0) / (x1 - x0);
  let from = v0;
  for (let column = first; column < last; column++) {
    const to = v0 + (column + 1 - x0) * slope;
    widen(column, Math.min(from, to), Math.max(from, to));
    from = to;
  }
  widen(last, Math.min(from, v1), Math.max(from, v1));
}
