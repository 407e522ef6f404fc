import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { Arrangement } from "./arrange/arrangement.ts";
import type { Guide, Stage } from "./gestures.ts";
import { stepSample } from "./readout.ts";
import { isLongAndRaw } from "./streamTiles.ts";
import { around, clampView, follow, lengthUs, pan, reveal, type Span, zoomAt } from "./view.ts";
import type { YMode } from "./yScale.ts";

/** What others may watch. A new object whenever something in it changes. */
export interface TimelineState {
  readonly view: Span;
  readonly playheadUs: number;
  /** What a gesture looks at while it lasts; null for the playhead. */
  readonly lookUs: number | null;
  readonly guide: Guide | null;
  readonly range: Span | null;
  readonly yMode: YMode;
  readonly arrangement: Arrangement;
  /** Id of the track that keys act on; null for none. */
  readonly track: number | null;
  /** The track whose menu is open, and where, in pixels of the window. */
  readonly menu: { readonly track: number; readonly x: number; readonly y: number } | null;
  /** The last read that failed, in the host's words; null when all is well. */
  readonly trouble: string | null;
}

/**
 * All of a capture; the newest minute of a long one that is still recorded: it has no pyramid yet, and reading every
 * sample of it would take the page's time from the recording.
 */
export function firstView({ durationUs, streams }: CaptureDetail): Span {
  const endUs = Math.max(1, durationUs);
  return { startUs: streams.some(isLongAndRaw) ? Math.max(0, endUs - 60e6) : 0, endUs };
}

/**
 * What a timeline shows of a capture, and every way to move it. Who paints hears of each change at once.
 */
export abstract class TimelineMoves implements Stage {
  readonly #listeners = new Set<() => void>();
  #capture: CaptureDetail;
  #state: TimelineState;

  constructor(capture: CaptureDetail, arrangement: Arrangement) {
    this.#capture = capture;
    this.#state = {
      view: firstView(capture),
      playheadUs: 0,
      lookUs: null,
      guide: null,
      range: null,
      yMode: "capture",
      arrangement,
      track: null,
      menu: null,
      trouble: null,
    };
  }

  abstract get widthPx(): number;
  /** The stream whose samples are stepped through. */
  protected abstract get counted(): CaptureStream | undefined;
  /** Asks for a picture of what changed. */
  protected abstract onChange(change: Partial<TimelineState>): void;

  get capture(): CaptureDetail {
    return this.#capture;
  }

  /** A newer state of the same capture: who saw all of it, or its end, goes on doing so. */
  protected replaceCapture(capture: CaptureDetail): void {
    const sawAll = lengthUs(this.view) >= lengthUs(this.limits);
    const sawEnd = this.view.endUs >= this.limits.endUs;
    this.#capture = capture;
    if (sawAll) this.view = this.limits;
    else if (sawEnd) this.view = pan(this.view, this.limits, Number.MAX_SAFE_INTEGER);
  }

  get limits(): Span {
    return { startUs: 0, endUs: Math.max(1, this.#capture.durationUs) };
  }

  get state(): TimelineState {
    return this.#state;
  }

  /** Returns what ends the subscription. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get view(): Span {
    return this.#state.view;
  }

  set view(view: Span) {
    this.set({ view: clampView(view, this.limits) });
  }

  get playheadUs(): number {
    return this.#state.playheadUs;
  }

  set playheadUs(playheadUs: number) {
    this.set({ playheadUs });
  }

  get lookUs(): number | null {
    return this.#state.lookUs;
  }

  set lookUs(lookUs: number | null) {
    this.set({ lookUs });
  }

  get guide(): Guide | null {
    return this.#state.guide;
  }

  set guide(guide: Guide | null) {
    this.set({ guide });
  }

  get range(): Span | null {
    return this.#state.range;
  }

  set range(range: Span | null) {
    this.set({ range });
  }

  setYMode(yMode: YMode): void {
    this.set({ yMode });
  }

  /** Moves the playhead to a time and the view as far as needed to see it. */
  goTo(timeUs: number): void {
    const playheadUs = Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs)));
    this.set({ playheadUs, view: reveal(this.view, this.limits, playheadUs) });
  }

  /** Moves the playhead while it plays: the view goes along, unless the user has panned away from it. */
  follow(timeUs: number): void {
    const playheadUs = Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs)));
    this.set({ playheadUs, view: follow(this.view, this.limits, this.playheadUs, playheadUs) });
  }

  /** Moves the playhead by whole samples of the chosen track's stream. */
  stepSamples(step: number): void {
    const stream = this.counted;
    if (stream !== undefined) this.goTo(stepSample(stream, this.playheadUs, step));
  }

  /** Shows a stretch with a little air, and puts the playhead at its start. */
  show(stretch: Span): void {
    const least = 0.2e6;
    const middle = (stretch.startUs + stretch.endUs) / 2;
    const half = Math.max(least, lengthUs(stretch)) / 2;
    const view = around({ startUs: middle - half, endUs: middle + half }, this.limits);
    this.set({ view, playheadUs: Math.round(Math.max(0, stretch.startUs)) });
  }

  showAll(): void {
    this.view = this.limits;
  }

  /** Zooms about the playhead where it is in view, else about the middle. */
  zoom(factor: number): void {
    const { view, playheadUs } = this;
    const inView = playheadUs >= view.startUs && playheadUs <= view.endUs;
    const atUs = inView ? playheadUs : (view.startUs + view.endUs) / 2;
    this.view = zoomAt(view, this.limits, factor, atUs);
  }

  closeMenu(): void {
    if (this.state.menu !== null) this.set({ menu: null });
  }

  protected set(change: Partial<TimelineState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
    this.onChange(change);
  }
}
