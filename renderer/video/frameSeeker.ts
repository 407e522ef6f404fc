import type { FrameTimes } from "./frameTimes.ts";

/** A frame that was not reached by then is not waited for: a broken file must not hold up the newest wish. */
const PATIENCE_MS = 1500;
/** Once the element says it has arrived, its picture follows within a repaint, unless the page is not painted at all. */
const PAINT_MS = 300;
/** Where in a frame to aim, one after the other. */
const AIMS = [0.5, 0.75, 0.3] as const;

/** Puts exact frames of a media element on the screen. The element is paused meanwhile. */
export class FrameSeeker {
  readonly #element: HTMLVideoElement;
  readonly #frames: FrameTimes;

  constructor(element: HTMLVideoElement, frames: FrameTimes) {
    this.#element = element;
    this.#frames = frames;
  }

  /**
   * Shows a frame and returns the one that the picture really is, by the media time that comes with it; null where the
   * element shows nothing. The two differ only where no aim reached the wanted one.
   */
  async show(index: number): Promise<number | null> {
    let shown: number | null = null;
    for (const aim of AIMS) {
      shown = await this.#aimAt(index, aim);
      if (shown === index) break;
    }
    return shown;
  }

  #aimAt(index: number, aim: number): Promise<number | null> {
    const element = this.#element;
    const startUs = this.#frames.startUs(index);
    const aimUs = startUs + aim * (this.#frames.stopUs(index) - startUs);
    return new Promise((resolve) => {
      const stop = new AbortController();
      let request = 0;
      let seen: number | null = null;
      const finish = () => {
        stop.abort();
        clearTimeout(limit);
        element.cancelVideoFrameCallback(request);
        resolve(seen);
      };
      let limit = setTimeout(finish, PATIENCE_MS);
      const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
        seen = this.#frames.startingNear(mediaTime * 1e6);
        // The first picture after the wish may still be the one before it.
        if (seen === index && !element.seeking) finish();
        else request = element.requestVideoFrameCallback(onFrame);
      };
      const onSeeked = () => {
        if (seen === index) finish();
        clearTimeout(limit);
        limit = setTimeout(finish, PAINT_MS);
      };
      request = element.requestVideoFrameCallback(onFrame);
      element.addEventListener("seeked", onSeeked, { signal: stop.signal });
      element.addEventListener("error", finish, { signal: stop.signal });
      element.currentTime = aimUs / 1e6;
    });
  }
}
