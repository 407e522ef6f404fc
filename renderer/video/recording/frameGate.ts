/** Frames between camera and file. A camera lends only a few at once, and stands still when none comes back. */
const MOST_ON_THE_WAY = 6;
/** The rate that is shown is that of the last two seconds. */
const RATE_OVER_US = 2e6;

/** Lets frames through as long as the encoder and the way to the host keep up, and counts those that it turns away. */
export class FrameGate {
  #onTheWay = 0;
  #lastUs = Number.NEGATIVE_INFINITY;
  readonly #recent: number[] = [];
  passed = 0;
  dropped = 0;

  /**
   * Whether the frame of this time (microseconds) goes through; then `done` must be called once it is in the file or
   * lost. A time that does not go on is turned away too: a file cannot hold it.
   */
  enter(frameUs: number): boolean {
    if (this.#onTheWay >= MOST_ON_THE_WAY || frameUs <= this.#lastUs) {
      this.dropped++;
      return false;
    }
    this.#onTheWay++;
    this.passed++;
    this.#lastUs = frameUs;
    this.#recent.push(frameUs);
    while (this.#recent[0]! < frameUs - RATE_OVER_US) this.#recent.shift();
    return true;
  }

  done(): void {
    this.#onTheWay--;
  }

  /** Of the frames let through in the last two seconds; null before there are two. */
  get rateHz(): number | null {
    const span = (this.#recent.at(-1) ?? 0) - (this.#recent[0] ?? 0);
    return span > 0 ? ((this.#recent.length - 1) * 1e6) / span : null;
  }
}
