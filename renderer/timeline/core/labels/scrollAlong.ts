import { CLICK_PX, type Gesture, type PointerAt, type Stage } from "../gestures.ts";
import { lengthUs, pan, type Span } from "../view.ts";

/** So near to an end of the view a drag takes the view along. */
const RIM_PX = 24;
/** At the very end of the view, in views a second: slow enough to let go on a chosen moment. */
const VIEWS_PER_S = 0.5;
/** However far beyond the end the pointer is, so many times faster and no more. */
const MOST_TIMES = 3;
/** A page that was busy must not make up for it with a leap. */
const LONGEST_FRAME_MS = 100;

/**
 * A drag that scrolls the view along, frame by frame, while the pointer is at an end of it or beyond. One that begins
 * there scrolls only once it goes further out. `cancel` puts the view back too.
 */
export class ScrollAlong implements Gesture {
  readonly #stage: Stage;
  readonly #gesture: Gesture;
  readonly #view: Span;
  readonly #startPx: number;
  #at: PointerAt;
  #frame = 0;
  #paintedMs: number | null = null;

  constructor(stage: Stage, gesture: Gesture, at: PointerAt) {
    this.#stage = stage;
    this.#gesture = gesture;
    this.#view = stage.view;
    this.#startPx = at.xPx;
    this.#at = at;
  }

  move(at: PointerAt): void {
    this.#at = at;
    this.#gesture.move(at);
    this.#ask();
  }

  end(at: PointerAt): void {
    this.#stop();
    this.#gesture.end(at);
  }

  cancel(): void {
    this.#stop();
    this.#stage.view = this.#view;
    this.#gesture.cancel();
  }

  #ask(): void {
    if (this.#viewsPerS() === 0) this.#stop();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame((nowMs) => this.#scroll(nowMs));
  }

  #scroll(nowMs: number): void {
    this.#frame = 0;
    const ms = this.#paintedMs === null ? 0 : Math.min(LONGEST_FRAME_MS, nowMs - this.#paintedMs);
    this.#paintedMs = nowMs;
    const { view, limits } = this.#stage;
    const next = pan(view, limits, (this.#viewsPerS() * lengthUs(view) * ms) / 1000);
    if (next.startUs !== view.startUs) {
      this.#stage.view = next;
      this.#gesture.move(this.#at);
    }
    this.#ask();
  }

  /** How fast the view goes along, below zero to the left; 0 where the pointer is not at an end. */
  #viewsPerS(): number {
    const { xPx } = this.#at;
    const out = xPx - this.#startPx;
    const beyondPx = out < 0 ? RIM_PX - xPx : xPx - (this.#stage.widthPx - RIM_PX);
    if (Math.abs(out) < CLICK_PX || beyondPx <= 0) return 0;
    return Math.sign(out) * VIEWS_PER_S * Math.min(MOST_TIMES, beyondPx / RIM_PX);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#paintedMs = null;
  }
}
