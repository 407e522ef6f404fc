import type { SampleArray, StreamFormat } from "#domain/channels.ts";

/** Seconds of calm that tell what is usual, and seconds of noise that are no longer a punch. */
const CALM_SECONDS = 5;
const NOISY_SECONDS = 3;
/**
 * A shifted byte makes low bytes high ones: steps of thousands of counts in most channels, for ever. Hard shadow boxing
 * stays below 2,000 as the mean of a second.
 */
const NOISY_STEP = 4_000;
const CALM_STEP = 2_000;

/**
 * Suspects that a raw stream (SSI version 1 has no framing) lost a byte and is read shifted ever since. After a calm
 * stretch every channel's mean step from row to row jumps at once and stays (streaming.md 14.4). Punches jump too, but
 * not in all channels for whole seconds. Only for int16: a shifted float is caught by nothing here.
 */
export class ByteShiftWatch {
  readonly #width: number;
  readonly #rowsPerSecond: number;
  readonly #watching: boolean;
  #steps: Float64Array;
  #rows = 0;
  #calm = 0;
  #noisy = 0;
  #previous: SampleArray | null = null;

  constructor(format: StreamFormat) {
    this.#width = format.channels.length;
    this.#rowsPerSecond = Math.max(1, Math.round(format.nominalRateHz));
    this.#watching = format.sampleType === "int16" && this.#width > 1;
    this.#steps = new Float64Array(this.#width);
  }

  get suspected(): boolean {
    return this.#calm >= CALM_SECONDS && this.#noisy >= NOISY_SECONDS;
  }

  add(rows: SampleArray): void {
    if (!this.#watching) return;
    const width = this.#width;
    for (let at = 0; at < rows.length; at += width) {
      const row = rows.subarray(at, at + width);
      if (this.#previous !== null) {
        for (let channel = 0; channel < width; channel++) {
          this.#steps[channel]! += Math.abs(row[channel]! - this.#previous[channel]!);
        }
      }
      this.#previous = row;
      if (++this.#rows === this.#rowsPerSecond) this.#judgeSecond();
    }
  }

  #judgeSecond(): void {
    const sorted = this.#steps.toSorted();
    const median = sorted[sorted.length >> 1]! / this.#rows;
    this.#noisy = median > NOISY_STEP ? this.#noisy + 1 : 0;
    if (sorted.at(-1)! / this.#rows < CALM_STEP) this.#calm = Math.min(CALM_SECONDS, this.#calm + 1);
    this.#steps = new Float64Array(this.#width);
    this.#rows = 0;
  }
}
