import type { FrameTimes } from "./frameTimes.ts";

/** What can put a video's frames on the screen. Frames are told by their index. */
export interface Picture {
  /**
   * Shows a frame and returns the one that the picture really is; null where nothing can be shown. The two differ only
   * where the file does not let itself be aimed at. Ends what plays.
   */
  show(index: number): Promise<number | null>;
  /** Plays from a frame at `rate` times its own speed and tells each frame that comes on the screen. */
  play(index: number, rate: number, onFrame: (index: number) => void, onEnd: () => void): void;
  pause(): void;
}

/** A frame that was not reached by then is not waited for: a broken file must not hold up the newest wish. */
const PATIENCE_MS = 1500;
/** Once the element says it has arrived, its picture follows within a repaint, unless the page is not painted at all. */
const PAINT_MS = 300;
/** Where in a frame to aim, one after the other. The middle is wrong only in files whose frame times were rounded. */
const AIMS = [0.5, 0.75, 0.3] as const;
/** Faster than this, sound is noise. */
const LOUD_UP_TO = 2;

/** The frames of a media element. What is on the screen is known from the media time that comes with each picture. */
export class ElementPicture implements Picture {
  readonly #element: HTMLVideoElement;
  readonly #frames: FrameTimes;
  #endPlay: (() => void) | null = null;
  /** Counts the wishes: an older one does not aim again. */
  #turn = 0;

  constructor(element: HTMLVideoElement, frames: FrameTimes) {
    this.#element = element;
    this.#frames = frames;
  }

  async show(index: number): Promise<number | null> {
    this.pause();
    const turn = this.#turn;
    let shown: number | null = null;
    for (const aim of AIMS) {
      shown = await this.#aimAt(index, aim);
      if (shown === index || shown === null || turn !== this.#turn) break;
    }
    return shown;
  }

  play(index: number, rate: number, onFrame: (index: number) => void, onEnd: () => void): void {
    this.#endPlay?.();
    this.#turn++;
    const element = this.#element;
    const stop = new AbortController();
    let request = 0;
    const onPicture: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      request = element.requestVideoFrameCallback(onPicture);
      if (!element.seeking) onFrame(this.#frames.startingNear(mediaTime * 1e6));
    };
    request = element.requestVideoFrameCallback(onPicture);
    element.addEventListener("ended", onEnd, { signal: stop.signal });
    this.#endPlay = () => {
      stop.abort();
      element.cancelVideoFrameCallback(request);
    };
    const there = this.#frames.at(element.currentTime * 1e6) === index;
    if (!there) element.currentTime = this.#frames.middleUs(index) / 1e6;
    element.playbackRate = rate;
    element.muted = rate > LOUD_UP_TO;
    // It rejects when a pause comes before the first picture: then there is nothing to do.
    element.play().catch(() => {});
  }

  pause(): void {
    this.#turn++;
    this.#endPlay?.();
    this.#endPlay = null;
    this.#element.pause();
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
      const onPicture: VideoFrameRequestCallback = (_now, { mediaTime }) => {
        seen = this.#frames.startingNear(mediaTime * 1e6);
        // The first picture after the wish may still be the one before it.
        if (seen === index && !element.seeking) finish();
        else request = element.requestVideoFrameCallback(onPicture);
      };
      const onSeeked = () => {
        if (seen === index) return finish();
        clearTimeout(limit);
        limit = setTimeout(finish, PAINT_MS);
      };
      request = element.requestVideoFrameCallback(onPicture);
      element.addEventListener("seeked", onSeeked, { signal: stop.signal });
      element.addEventListener("error", finish, { signal: stop.signal });
      element.currentTime = aimUs / 1e6;
    });
  }
}
