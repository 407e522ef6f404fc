import type { Output, Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { channelGroups } from "./channelGroups.ts";
import { clockText, decimalsFor } from "./clockText.ts";
import type { Stage } from "./gestures.ts";
import { Hover } from "./hover.ts";
import { listenToInput } from "./input.ts";
import { AXIS_PX, GUTTER_PX, layOut, type Parts } from "./layout.ts";
import { Overview, type OverviewStream } from "./overview.ts";
import { type Palette, readPalette, watchTheme } from "./palette.ts";
import { PlotFrame, TIME_AXIS_PX } from "./plotFrame.ts";
import { stepSample } from "./readout.ts";
import { SignalTrack, type YMode } from "./signalTrack.ts";
import { StreamPicture } from "./streamPicture.ts";
import { isLongAndRaw, StreamTiles } from "./streamTiles.ts";
import { TileCache } from "./tileCache.ts";
import { TruthLane } from "./truthLane.ts";
import { around, clampView, lengthUs, pan, reveal, type Span, zoomAt } from "./view.ts";

export type Truth = Output<"capture.truth">;

/** Marked in the page's performance timeline when all that a newly opened capture should show is painted. */
export const FIRST_PICTURE_MARK = "timeline.firstPicture";

/** What others may watch. A new object whenever something in it changes. */
export interface TimelineState {
  readonly view: Span;
  readonly playheadUs: number;
  /** What a gesture looks at while it lasts; null for the playhead. */
  readonly lookUs: number | null;
  readonly range: Span | null;
  readonly yMode: YMode;
  /** The last read that failed, in the host's words; null when all is well. */
  readonly trouble: string | null;
}

/** Name and three values in the header. */
const LEAST_TRACK_PX = 66;
const LANE_ORDER = ["left", "right", null] as const;

/**
 * All of a capture; the newest minute of a long one that is still recorded: it has no pyramid yet, and reading every
 * sample of it would take the page's time from the recording.
 */
function firstView({ durationUs, streams }: CaptureDetail): Span {
  const endUs = Math.max(1, durationUs);
  return { startUs: streams.some(isLongAndRaw) ? Math.max(0, endUs - 60e6) : 0, endUs };
}

/**
 * A capture on the screen: its streams' tracks under one ruler, the truth below them, and the whole as a strip.
 * It owns its element; it holds no sample that it does not show or keep for the next look.
 */
export class Timeline implements Stage {
  readonly #parts: Parts;
  readonly #ruler: PlotFrame;
  readonly #pictures: readonly StreamPicture[];
  readonly #lanes: readonly TruthLane[];
  readonly #overview: Overview;
  readonly #hover: Hover;
  readonly #truth: Truth;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  #capture: CaptureDetail;
  #state: TimelineState;
  #frame = 0;
  #overviewStale = true;
  #seenWhole = false;
  /** Asking the page for either would make it lay out or style anew in every frame. */
  #widthPx = 1;
  #palette: Palette;

  constructor(host: HTMLElement, studio: Pick<Studio, "fetchBulk">, capture: CaptureDetail, truth: Truth) {
    this.#capture = capture;
    this.#truth = truth;
    this.#palette = readPalette(host);
    this.#state = {
      view: firstView(capture),
      playheadUs: 0,
      lookUs: null,
      range: null,
      yMode: "capture",
      trouble: null,
    };
    const hands = LANE_ORDER.filter((hand) => truth.some((segment) => segment.hand === hand));
    this.#parts = layOut(
      host,
      capture.streams.map((stream) => channelGroups(stream.format).length),
      hands,
    );
    const syncKey = `timeline ${capture.id}`;
    const formatTime = (seconds: number, stepS: number) => clockText(seconds * 1e6, decimalsFor(stepS));
    const frame = { gutterPx: AXIS_PX, formatTime };
    this.#ruler = new PlotFrame(this.#parts.ruler, this.#palette, { ...frame, unit: null, timeAxis: "top" });
    const cache = new TileCache();
    this.#pictures = capture.streams.map((stream, i) => {
      const tiles = new StreamTiles(
        studio,
        capture.id,
        stream,
        cache,
        () => this.#news(),
        (trouble) => this.#set({ trouble }),
      );
      const tracks = channelGroups(stream.format).map(
        (group, j) =>
          new SignalTrack(this.#parts.tracks[i]![j]!, group, stream.format.sampleType, stream.hand, {
            ...frame,
            syncKey,
          }),
      );
      return new StreamPicture(stream, capture.gaps[stream.id] ?? [], tiles, tracks);
    });
    this.#lanes = hands.map(
      (hand, i) =>
        new TruthLane(
          this.#parts.lanes[i]!,
          truth.filter((segment) => segment.hand === hand),
        ),
    );
    this.#overview = new Overview(this.#parts.overview);
    this.#hover = new Hover(this.#parts, this.#pictures, this.#lanes, () => this.#capture);
    this.#listen(host);
    this.#resize();
  }

  get limits(): Span {
    return { startUs: 0, endUs: Math.max(1, this.#capture.durationUs) };
  }

  get widthPx(): number {
    return this.#widthPx;
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
    this.#set({ view: clampView(view, this.limits) });
  }

  get playheadUs(): number {
    return this.#state.playheadUs;
  }

  set playheadUs(playheadUs: number) {
    this.#set({ playheadUs });
  }

  get lookUs(): number | null {
    return this.#state.lookUs;
  }

  set lookUs(lookUs: number | null) {
    this.#set({ lookUs });
  }

  get range(): Span | null {
    return this.#state.range;
  }

  set range(range: Span | null) {
    this.#set({ range });
  }

  setYMode(yMode: YMode): void {
    this.#set({ yMode });
  }

  /** Moves the playhead to a time and the view as far as needed to see it. */
  goTo(timeUs: number): void {
    const playheadUs = Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs)));
    this.#set({ playheadUs, view: reveal(this.view, this.limits, playheadUs) });
  }

  /** Moves the playhead by whole samples of the first stream. */
  stepSamples(step: number): void {
    const stream = this.#pictures[0]?.stream;
    if (stream !== undefined) this.goTo(stepSample(stream, this.playheadUs, step));
  }

  /** Shows a stretch with a little air, and puts the playhead at its start. */
  show(stretch: Span): void {
    const least = 0.2e6;
    const middle = (stretch.startUs + stretch.endUs) / 2;
    const half = Math.max(least, lengthUs(stretch)) / 2;
    const view = around({ startUs: middle - half, endUs: middle + half }, this.limits);
    this.#set({ view, playheadUs: Math.round(Math.max(0, stretch.startUs)) });
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

  /** A newer state of the same capture: it grew while it is recorded, or got its pyramid. */
  setCapture(capture: CaptureDetail): void {
    if (capture === this.#capture) return;
    const followed = this.view.endUs >= this.limits.endUs && lengthUs(this.view) < lengthUs(this.limits);
    const sawAll = lengthUs(this.view) >= lengthUs(this.limits);
    this.#capture = capture;
    this.#pictures.forEach((picture, i) => {
      const stream = capture.streams[i];
      if (stream !== undefined) picture.setStream(stream, capture.gaps[stream.id] ?? []);
    });
    this.#overviewStale = true;
    if (sawAll) this.view = this.limits;
    else if (followed) this.view = pan(this.view, this.limits, Number.MAX_SAFE_INTEGER);
    else this.#ask();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    for (const picture of this.#pictures) {
      picture.tiles.destroy();
      for (const track of picture.tracks) track.frame.destroy();
    }
    this.#ruler.destroy();
    this.#parts.root.replaceChildren();
  }

  #listen(host: HTMLElement): void {
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(host);
    this.#ends.push(
      () => observer.disconnect(),
      watchTheme(() => this.#setPalette()),
      listenToInput(this, this.#parts),
      this.#hover.listen(() => this.#ask()),
    );
  }

  #set(change: Partial<TimelineState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
    this.#ask();
  }

  #news(): void {
    this.#overviewStale = true;
    if (this.#state.trouble !== null) this.#set({ trouble: null });
    this.#ask();
  }

  #resize(): void {
    const { root, tracks, trackArea } = this.#parts;
    const width = root.clientWidth;
    this.#widthPx = Math.max(1, width - GUTTER_PX);
    const all = tracks.flat().length;
    if (width < GUTTER_PX + 40 || all === 0) return;
    const height = Math.max(LEAST_TRACK_PX, Math.floor(trackArea.clientHeight / all) - 1);
    this.#ruler.resize(width - GUTTER_PX + AXIS_PX, TIME_AXIS_PX + 1);
    for (const picture of this.#pictures)
      for (const track of picture.tracks) track.resize(width - GUTTER_PX + AXIS_PX, height);
    for (const lane of this.#lanes) lane.resize(this.widthPx);
    this.#overview.resize(this.widthPx);
    this.#overviewStale = true;
    this.renderNow();
  }

  #setPalette(): void {
    const palette = readPalette(this.#parts.root);
    this.#palette = palette;
    this.#ruler.setPalette(palette);
    for (const picture of this.#pictures) for (const track of picture.tracks) track.setPalette(palette);
    this.#overviewStale = true;
    this.#ask();
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.renderNow());
  }

  /** Paints the present state; otherwise done at the next animation frame after a change. */
  renderNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { view, yMode, playheadUs, range } = this.#state;
    const palette = this.#palette;
    this.#ruler.show(view.startUs / 1e6, view.endUs / 1e6, { min: 0, max: 1 });
    const whole = this.#pictures.map((picture) => picture.paint(view, yMode)).every(Boolean);
    if (whole && !this.#seenWhole) performance.mark(FIRST_PICTURE_MARK);
    this.#seenWhole ||= whole;
    for (const lane of this.#lanes) lane.paint(view, palette);
    if (this.#overviewStale) this.#overview.paint(this.limits, this.#overviewStreams(), this.#truth, palette);
    this.#overviewStale = false;
    this.#parts.place(view, this.limits, playheadUs, range, this.widthPx);
    this.#hover.show(view, playheadUs, this.widthPx);
  }

  #overviewStreams(): OverviewStream[] {
    return this.#pictures.map(({ stream, gaps, tiles }) => {
      return { stream, gaps, clips: this.#capture.clips[stream.id] ?? [], tiles };
    });
  }
}
