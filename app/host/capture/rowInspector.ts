import { clipLimitRaw, type SampleArray, type StreamFormat } from "#domain/channels.ts";

/** Counts what is odd about the rows of one stream, in the order in which they come. */
export class RowInspector {
  readonly #width: number;
  readonly #limits: Float64Array;
  #previous: SampleArray | null = null;

  constructor(format: StreamFormat) {
    this.#width = format.channels.length;
    this.#limits = Float64Array.from(format.channels, (channel) => clipLimitRaw(format.sampleType, channel));
  }

  /** Something is missing here, so the next row has no row before it to be compared with. */
  breakOff(): void {
    this.#previous = null;
  }

  /** Rows equal in every channel to the row before, and rows with a channel at the end of its range. */
  inspect(rows: SampleArray): { repeated: number; clipped: number } {
    const width = this.#width;
    let repeated = 0;
    let clipped = 0;
    let before = this.#previous;
    let beforeAt = before === null ? 0 : before.length - width;
    for (let at = 0; at < rows.length; at += width) {
      if (before !== null && this.#equal(before, beforeAt, rows, at)) repeated++;
      if (this.#atLimit(rows, at)) clipped++;
      before = rows;
      beforeAt = at;
    }
    if (rows.length > 0) this.#previous = rows.subarray(rows.length - width);
    return { repeated, clipped };
  }

  #equal(a: SampleArray, aAt: number, b: SampleArray, bAt: number): boolean {
    for (let channel = 0; channel < this.#width; channel++) {
      if (a[aAt + channel] !== b[bAt + channel]) return false;
    }
    return true;
  }

  #atLimit(rows: SampleArray, at: number): boolean {
    for (let channel = 0; channel < this.#width; channel++) {
      if (Math.abs(rows[at + channel]!) >= this.#limits[channel]!) return true;
    }
    return false;
  }
}
