import type { SampleArray, StreamFormat } from "#domain/channels.ts";

/** One second of noise may be a fall; three in a row are no motion. */
const NOISY_SECONDS = 3;
/**
 * Half the mean squared step over the variance (von Neumann's ratio): near 0 for a smooth signal, near 1 for noise.
 * Median over the channels, simulated glove at 119 Hz: hard shadow boxing stays below 0.25, the same bytes read one
 * byte off reach 0.5 to 1.1.
 */
const NOISY_RATIO = 0.45;
/** At rest the sensor's own noise is as white, but small: steps of 100 counts. Shifted it is above 8,000. */
const NOISY_STEP = 2_000;

/**
 * Suspects that a raw stream is read one byte off (SSI version 1 has no framing, so one lost byte shifts everything
 * that follows; streaming.md 3 and 14.4). Low bytes then stand where high bytes belong, and motion turns into noise in
 * most channels for as long as it lasts. Only for int16 with several channels: sound is noise by nature.
 */
export class ByteShiftWatch {
  readonly #channels: ChannelSecond[];
  readonly #rowsPerSecond: number;
  #rows = 0;
  #noisySeconds = 0;

  constructor(format: StreamFormat) {
    const watched = format.sampleType === "int16" && format.channels.length > 1;
    this.#channels = watched ? format.channels.map(() => new ChannelSecond()) : [];
    this.#rowsPerSecond = Math.max(10, Math.round(format.nominalRateHz));
  }

  get suspected(): boolean {
    return this.#noisySeconds >= NOISY_SECONDS;
  }

  add(rows: SampleArray): void {
    const width = this.#channels.length;
    if (width === 0) return;
    for (let at = 0; at < rows.length; at += width) {
      for (let channel = 0; channel < width; channel++) this.#channels[channel]!.add(rows[at + channel]!);
      if (++this.#rows === this.#rowsPerSecond) this.#judgeSecond();
    }
  }

  #judgeSecond(): void {
    const seconds = this.#channels.map((channel) => channel.take());
    const noisy = median(seconds.map(({ ratio }) => ratio)) > NOISY_RATIO;
    const wild = median(seconds.map(({ step }) => step)) > NOISY_STEP;
    this.#noisySeconds = noisy && wild ? this.#noisySeconds + 1 : 0;
    this.#rows = 0;
  }
}

/** One channel's sums over a second. */
class ChannelSecond {
  #before: number | null = null;
  #count = 0;
  #sum = 0;
  #squares = 0;
  #steps = 0;
  #stepSquares = 0;

  add(value: number): void {
    const step = this.#before === null ? 0 : value - this.#before;
    this.#before = value;
    this.#count++;
    this.#sum += value;
    this.#squares += value * value;
    this.#steps += Math.abs(step);
    this.#stepSquares += step * step;
  }

  /** The second's mean step and von Neumann ratio; begins the next second. */
  take(): { step: number; ratio: number } {
    const spread = this.#squares - (this.#sum * this.#sum) / this.#count;
    const taken = {
      step: this.#steps / this.#count,
      ratio: spread > 0 ? this.#stepSquares / (2 * spread) : 0,
    };
    this.#count = this.#sum = this.#squares = this.#steps = this.#stepSquares = 0;
    return taken;
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
