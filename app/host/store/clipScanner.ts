import type { ClipSpan } from "#domain/captures.ts";
import { clipLimitRaw, type SampleArray, type StreamFormat } from "#domain/channels.ts";

/** Finds the stretches of a stream in which at least one channel sits at the end of its range. */
export class ClipScanner {
  readonly #limits: Float64Array;
  #first = -1;
  #end = -1;
  /** Rows found clipped so far. */
  rows = 0;

  constructor(format: StreamFormat) {
    this.#limits = Float64Array.from(format.channels, (channel) => clipLimitRaw(format.sampleType, channel));
  }

  /** Looks at interleaved rows and returns the spans that are known to have ended. */
  add(rows: SampleArray, firstIndex: number): ClipSpan[] {
    const ended: ClipSpan[] = [];
    const channels = this.#limits.length;
    for (let at = 0, index = firstIndex; at < rows.length; at += channels, index++) {
      if (!this.#clips(rows, at)) continue;
      this.rows++;
      if (index !== this.#end) {
        ended.push(...this.end());
        this.#first = index;
      }
      this.#end = index + 1;
    }
    return ended;
  }

  /** The span that is still open, if any. */
  end(): ClipSpan[] {
    if (this.#first < 0) return [];
    const span = { firstIndex: this.#first, rows: this.#end - this.#first };
    this.#first = -1;
    this.#end = -1;
    return [span];
  }

  #clips(rows: SampleArray, at: number): boolean {
    const limits = this.#limits;
    for (let channel = 0; channel < limits.length; channel++) {
      const value = rows[at + channel]!;
      if (value >= limits[channel]! || value <= -limits[channel]!) return true;
    }
    return false;
  }
}
