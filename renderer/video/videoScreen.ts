import { captureToVideoUs, type SyncLine, videoToCaptureUs } from "#domain/sync/video.ts";
import type { FrameTimes } from "./frameTimes.ts";
import { Newest } from "./newest.ts";
import type { Picture } from "./picture.ts";

export interface ScreenState {
  /** The frame that is on the screen; null while nothing is shown. */
  readonly shown: number | null;
  /** Where the moment that is looked at lies outside the video: then its first or last frame is shown. */
  readonly outside: "before" | "after" | null;
}

/** One video of the capture on the page: shows what it saw at a moment of the capture, or plays from there. */
export class VideoScreen {
  readonly videoId: string;
  readonly frames: FrameTimes;
  readonly #picture: Picture;
  readonly #wishes: Newest<number>;
  readonly #listeners = new Set<() => void>();
  #line: SyncLine;
  #state: ScreenState = { shown: null, outside: null };
  #wanted: number | null = null;
  #playing = false;

  constructor(videoId: string, frames: FrameTimes, picture: Picture, line: SyncLine) {
    this.videoId = videoId;
    this.frames = frames;
    this.#picture = picture;
    this.#line = line;
    this.#wishes = new Newest(async (index) => {
      const shown = await picture.show(index);
      if (!this.#playing) this.#set({ shown });
    });
  }

  get state(): ScreenState {
    return this.#state;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get line(): SyncLine {
    return this.#line;
  }

  /** Another sync: the same frame now belongs to another moment. The owner asks for the moment again. */
  set line(line: SyncLine) {
    this.#line = line;
  }

  /** The frame that is shown, or the one that is on its way. */
  get wanted(): number | null {
    return this.#wanted ?? this.#state.shown;
  }

  /** Moments of the capture at which frames begin, two on each side of a moment: the first microsecond of each. */
  frameStartsNear(captureUs: number): number[] {
    if (this.frames.count === 0) return [];
    const index = this.frames.nearest(captureToVideoUs(this.#line, captureUs));
    return [index - 1, index, index + 1, index + 2]
      .filter((each) => each >= 0 && each < this.frames.count)
      .map((each) => Math.ceil(videoToCaptureUs(this.#line, this.frames.startUs(each))));
  }

  /** Returns what ends the subscription. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The frame at a moment of the capture; null where the video was not running. */
  at(captureUs: number): number | null {
    return this.frames.at(captureToVideoUs(this.#line, captureUs));
  }

  /** The middle of a frame on the capture's clock. */
  middleUs(index: number): number {
    return videoToCaptureUs(this.#line, this.frames.middleUs(index));
  }

  /** The first whole microsecond of the capture's clock after the video. */
  get endUs(): number {
    return Math.ceil(videoToCaptureUs(this.#line, this.frames.endUs));
  }

  /** Shows what the video saw at a moment of the capture. Of many wishes only the newest is carried out. */
  look(captureUs: number): void {
    if (this.frames.count === 0) return;
    const videoUs = captureToVideoUs(this.#line, captureUs);
    const outside = this.frames.at(videoUs) !== null ? null : videoUs < this.frames.beginUs ? "before" : "after";
    if (outside !== this.#state.outside) this.#set({ outside });
    this.show(this.frames.nearest(videoUs));
  }

  show(index: number): void {
    if (this.#playing) this.pause();
    if (index === this.#wanted) return;
    this.#wanted = index;
    this.#wishes.ask(index);
  }

  /**
   * Plays from a moment inside the video at `speed` times the capture's time, and tells each frame that comes on the
   * screen. `onEnd` is told when the last one has passed.
   */
  play(captureUs: number, speed: number, onFrame: (index: number) => void, onEnd: () => void): void {
    const index = this.at(captureUs);
    if (index === null) return;
    this.#wishes.clear();
    this.#wanted = null;
    this.#playing = true;
    this.#set({ outside: null });
    const tell = (shown: number) => {
      if (!this.#playing) return;
      this.#set({ shown });
      onFrame(shown);
    };
    this.#picture.play(index, speed / this.#line.rate, tell, onEnd);
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#picture.pause();
  }

  #set(change: Partial<ScreenState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
