/** Where a video has its frames: each is shown from its own time until the next one's. All times on the video's clock. */
export class FrameTimes {
  readonly #startsUs: Float64Array;
  /** Where the last frame ends. */
  readonly endUs: number;

  /** `startsUs` ascends strictly; `durationUs` may end before the last frame does, and is then corrected. */
  constructor(startsUs: Float64Array, durationUs: number) {
    this.#startsUs = startsUs;
    const last = startsUs.length - 1;
    const lastUs = startsUs[last] ?? 0;
    // A file that does not say how long its last frame lasts: as long as the one before it, or a thirtieth of a second.
    const usualUs = last > 0 ? lastUs - startsUs[last - 1]! : 33_333;
    this.endUs = durationUs > lastUs ? durationUs : lastUs + usualUs;
  }

  get count(): number {
    return this.#startsUs.length;
  }

  /** Start of the first frame; 0 where there is none. */
  get beginUs(): number {
    return this.#startsUs[0] ?? 0;
  }

  /** The frame that is on the screen at a time; null before the first and after the last. */
  at(videoUs: number): number | null {
    if (this.count === 0 || videoUs < this.beginUs || videoUs >= this.endUs) return null;
    return this.#lastFrom(videoUs);
  }

  /** The frame at a time, or the first or last where the time lies outside. Only of a video that has frames. */
  nearest(videoUs: number): number {
    return videoUs < this.beginUs ? 0 : this.#lastFrom(videoUs);
  }

  /** The frame whose start lies nearest: for times that were rounded on their way (WebM keeps milliseconds). */
  startingNear(videoUs: number): number {
    const before = this.nearest(videoUs);
    const next = Math.min(before + 1, this.count - 1);
    return Math.abs(this.startUs(next) - videoUs) < Math.abs(videoUs - this.startUs(before)) ? next : before;
  }

  startUs(index: number): number {
    return this.#startsUs[index]!;
  }

  stopUs(index: number): number {
    return this.#startsUs[index + 1] ?? this.endUs;
  }

  /** The middle of a frame: the one time that no rounding moves into another frame. */
  middleUs(index: number): number {
    return (this.startUs(index) + this.stopUs(index)) / 2;
  }

  /** How long a frame lasts as a rule. */
  get usualUs(): number {
    return this.count < 2
      ? this.endUs - this.beginUs
      : (this.startUs(this.count - 1) - this.beginUs) / (this.count - 1);
  }

  #lastFrom(videoUs: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startsUs[middle]! <= videoUs) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
