/**
 * What a virtual glove measures: rows as a function of their index, so that a test knows every row that was sent
 * without keeping it.
 */
export interface RowFeed {
  readonly columns: readonly string[];
  readonly rateHz: number;
  /** What a description says of this sensor besides its columns and its rate. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** Rows [first, first + count), interleaved. Own memory. */
  rows(first: number, count: number): Int16Array;
}

/** Plays a block of rows again and again. */
export function loopedFeed(columns: readonly string[], rateHz: number, block: Int16Array): RowFeed {
  const width = columns.length;
  const length = block.length / width;
  return {
    columns,
    rateHz,
    rows(first, count) {
      const out = new Int16Array(count * width);
      for (let row = 0; row < count; ) {
        const from = (first + row) % length;
        const run = Math.min(length - from, count - row);
        out.set(block.subarray(from * width, (from + run) * width), row * width);
        row += run;
      }
      return out;
    },
  };
}

const NINE_AXES = ["Accelerometer", "Gyroscope", "Magnetometer"].flatMap((sensor) =>
  ["X", "Y", "Z"].map((axis) => sensor + axis),
);

/**
 * Nine axes that look like a sensor at rest and in motion: a swing on each axis, noise, and sparse peaks. No row is
 * like the one before, and the index can be read from the magnetometer's Y and Z, so that a shifted row shows.
 */
export function waveFeed(rateHz: number, seed = 1): RowFeed {
  const width = NINE_AXES.length;
  return {
    columns: NINE_AXES,
    rateHz,
    rows(first, count) {
      const out = new Int16Array(count * width);
      for (let row = 0, at = 0; row < count; row++, at += width) {
        const index = first + row;
        const noise = Math.imul(index + seed, 2654435761) >>> 0;
        const peak = noise % 997 === 0 ? 20_000 : 0;
        for (let axis = 0; axis < 7; axis++) {
          out[at + axis] = 900 * Math.sin(index / (20 + axis)) + ((noise >>> (axis * 3)) & 31) - 16 + peak;
        }
        out[at + 7] = index & 0x7fff;
        out[at + 8] = (index >>> 15) & 0x7fff;
      }
      return out;
    },
  };
}
