import type { HostClock } from "../../video/recording/hostClock.ts";

/** How often what grows is drawn anew. */
const TICK_MS = 100;

/** A capture that is being recorded, as live labels see it: the playhead is now, until the recording stops. */
export class RecordingStage {
  readonly #clock: Pick<HostClock, "captureNowUs">;
  readonly #captureId: string;
  readonly #listeners = new Set<() => void>();
  #stoppedUs: number | null = null;
  /** Nobody knows the end before there is one; the host cuts what reaches past it. */
  #limits = { startUs: 0, endUs: Number.POSITIVE_INFINITY };
  #playing = true;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(clock: Pick<HostClock, "captureNowUs">, captureId: string) {
    this.#clock = clock;
    this.#captureId = captureId;
  }

  get limits() {
    return this.#limits;
  }

  get playheadUs(): number {
    return this.#stoppedUs ?? this.#clock.captureNowUs(this.#captureId) ?? 0;
  }

  /** Whether it is known what time it is in the capture, and the capture goes on. */
  get running(): boolean {
    return this.#stoppedUs === null && this.#clock.captureNowUs(this.#captureId) !== null;
  }

  get state() {
    return { playing: this.#playing, direction: 1, speed: 1 } as const;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#tell(), TICK_MS);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** The recorder was stopped, and finishes the capture. */
  stop(): void {
    this.#stoppedUs ??= this.playheadUs;
  }

  /** The capture is finished; `endUs` is its length, null where nobody said. */
  end(endUs: number | null): void {
    this.stop();
    if (endUs !== null) this.#limits = { startUs: 0, endUs };
    this.#playing = false;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
