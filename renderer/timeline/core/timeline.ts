import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { type Arrangement, usualArrangement } from "./arrange/arrangement.ts";
import { keepArrangement, recallArrangement, type Shelf } from "./arrange/arrangementMemory.ts";
import { TrackDesk } from "./arrange/trackDesk.ts";
import { clockText, decimalsFor } from "./clockText.ts";
import type { Guide, Stage } from "./gestures.ts";
import { Hover } from "./hover.ts";
import { listenToInput, watchPanning } from "./input.ts";
import { AXIS_PX, layOut, type Parts } from "./layout.ts";
import { Overview } from "./overview.ts";
import { type Palette, readPalette, watchTheme } from "./palette.ts";
import { PlotFrame, TIME_AXIS_PX } from "./plotFrame.ts";
import { stepSample } from "./readout.ts";
import type { TimelineRow } from "./row.ts";
import { RowStack } from "./rowStack.ts";
import { SampleRuler } from "./sampleRuler.ts";
import type { StreamPicture } from "./streamPicture.ts";
import { isLongAndRaw } from "./streamTiles.ts";
import { TrackStack } from "./trackStack.ts";
import { around, clampView, follow, lengthUs, pan, reveal, type Span, zoomAt } from "./view.ts";
import type { YMode, YRange } from "./yScale.ts";

/** Marked in the page's performance timeline when all that a newly opened capture should show is painted. */
export const FIRST_PICTURE_MARK = "timeline.firstPicture";

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
function firstView({ durationUs, streams }: CaptureDetail): Span {
  const endUs = Math.max(1, durationUs);
  return { startUs: streams.some(isLongAndRaw) ? Math.max(0, endUs - 60e6) : 0, endUs };
}

/**
 * A capture on the screen: its streams' tracks under one ruler, rows of others about them, and the whole as a strip.
 * It owns its element; it holds no sample that it does not show or keep for the next look.
 */
export class Timeline implements Stage {
  readonly #parts: Parts;
  readonly #ruler: PlotFrame;
  readonly #tracks: TrackStack;
  readonly #desk: TrackDesk;
  readonly #rows: RowStack;
  readonly #overview: Overview;
  readonly #hover: Hover;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  readonly #shelf: Shelf | null;
  #capture: CaptureDetail;
  #state: TimelineState;
  #frame = 0;
  #overviewStale = true;
  #seenWhole = false;
  /** Asking the page for either would make it lay out or style anew in every frame. */
  #widthPx = 1;
  #palette: Palette;

  /** @param shelf remembers how the tracks of captures like this one are arranged */
  constructor(
    host: HTMLElement,
    studio: Pick<Studio, "fetchBulk">,
    capture: CaptureDetail,
    shelf: Shelf | null = null,
  ) {
    this.#shelf = shelf;
    this.#capture = capture;
    this.#palette = readPalette(host);
    const formats = capture.streams.map(({ format }) => format);
    this.#state = {
      view: firstView(capture),
      playheadUs: 0,
      lookUs: null,
      guide: null,
      range: null,
      yMode: "capture",
      arrangement: shelf === null ? usualArrangement(formats) : recallArrangement(shelf, formats),
      track: null,
      menu: null,
      trouble: null,
    };
    this.#parts = layOut(host);
    const formatTime = (seconds: number, stepS: number) => clockText(seconds * 1e6, decimalsFor(stepS));
    this.#ruler = new PlotFrame(this.#parts.ruler, this.#palette, {
      gutterPx: AXIS_PX,
      formatTime,
      unit: null,
      timeAxis: "top",
    });
    this.#tracks = new TrackStack(this.#parts.trackArea, studio, capture, { formatTime }, this.#palette, {
      onNews: () => this.#news(),
      onTrouble: (trouble) => this.#set({ trouble }),
      onMenu: (track, at) => this.#set({ track, menu: { track, ...at } }),
    });
    this.#tracks.arrange(this.#state.arrangement);
    this.#desk = new TrackDesk(this.#parts.trackArea, this.#tracks, this);
    const panning = watchPanning();
    this.#rows = new RowStack(this.#parts.rowAreas, panning.pans);
    this.#overview = new Overview(this.#parts.overview);
    this.#hover = new Hover(
      this.#parts,
      this.#tracks,
      this.#rows,
      () => this.#capture,
      () => this.#counted(),
    );
    this.#rows.add(new SampleRuler(() => this.#counted()));
    this.#ends.push(this.#desk.listen(), panning.end, listenToInput(this, this.#parts, panning));
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

  /** The streams with the samples of them that are here. */
  get pictures(): readonly StreamPicture[] {
    return this.#tracks.pictures;
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

  get guide(): Guide | null {
    return this.#state.guide;
  }

  set guide(guide: Guide | null) {
    this.#set({ guide });
  }

  get range(): Span | null {
    return this.#state.range;
  }

  set range(range: Span | null) {
    this.#set({ range });
  }

  get arrangement(): Arrangement {
    return this.#state.arrangement;
  }

  /** Shows the tracks in another way, and remembers it for captures with the same channels. */
  set arrangement(arrangement: Arrangement) {
    if (arrangement === this.#state.arrangement) return;
    const shown = (id: number | null) => arrangement.some((track) => track.id === id && !track.hidden);
    this.#set({ arrangement, track: shown(this.#state.track) ? this.#state.track : null });
    this.#tracks.arrange(arrangement);
    this.#tracks.select(this.#state.track);
    if (this.#shelf !== null) keepArrangement(this.#shelf, this.#tracks.formats, arrangement);
    this.#resize();
  }

  /** The formats of the streams, in their order: what an arrangement speaks of. */
  get formats(): readonly StreamFormat[] {
    return this.#tracks.formats;
  }

  /** What the height of a track shows now; null where it is not shown. */
  rangeOf(id: number): YRange | null {
    return this.#tracks.standing.find(({ arranged }) => arranged.id === id)?.track.y ?? null;
  }

  /** CSS pixels; 0 for a track that is not shown. */
  heightOf(id: number): number {
    return this.#desk.heightOf(id);
  }

  selectTrack(track: number | null): void {
    this.#tracks.select(track);
    this.#set({ track });
  }

  /** Opens the menu of a track at its button. */
  openMenu(track: number): void {
    this.#tracks.standing.find(({ arranged }) => arranged.id === track)?.shell.menu.click();
  }

  closeMenu(): void {
    if (this.#state.menu !== null) this.#set({ menu: null });
  }

  setYMode(yMode: YMode): void {
    this.#set({ yMode });
  }

  /** Moves the playhead to a time and the view as far as needed to see it. */
  goTo(timeUs: number): void {
    const playheadUs = Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs)));
    this.#set({ playheadUs, view: reveal(this.view, this.limits, playheadUs) });
  }

  /** Moves the playhead while it plays: the view goes along, unless the user has panned away from it. */
  follow(timeUs: number): void {
    const playheadUs = Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs)));
    this.#set({ playheadUs, view: follow(this.view, this.limits, this.playheadUs, playheadUs) });
  }

  /** Moves the playhead by whole samples of the chosen track's stream. */
  stepSamples(step: number): void {
    const stream = this.#counted();
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

  /** Adds a strip of its own across the timeline. Returns what takes it away and destroys it. */
  addRow(row: TimelineRow): () => void {
    const remove = this.#rows.add(row);
    this.layOut();
    return () => {
      remove();
      this.#resize();
    };
  }

  /** To be called after a row changed its height or what it shows: it is painted in the next frame. */
  layOut(): void {
    if (this.#rows.layOut()) this.#resize();
    else this.#ask();
  }

  /** A newer state of the same capture: it grew while it is recorded, or got its pyramid. */
  setCapture(capture: CaptureDetail): void {
    if (capture === this.#capture) return;
    const followed = this.view.endUs >= this.limits.endUs && lengthUs(this.view) < lengthUs(this.limits);
    const sawAll = lengthUs(this.view) >= lengthUs(this.limits);
    this.#capture = capture;
    this.#tracks.setCapture(capture);
    this.#overviewStale = true;
    if (sawAll) this.view = this.limits;
    else if (followed) this.view = pan(this.view, this.limits, Number.MAX_SAFE_INTEGER);
    else this.#ask();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    this.#rows.destroy();
    this.#tracks.destroy();
    this.#ruler.destroy();
    this.#parts.root.replaceChildren();
  }

  #listen(host: HTMLElement): void {
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(host);
    this.#ends.push(
      () => observer.disconnect(),
      watchTheme(() => this.#setPalette()),
      this.#hover.listen(() => this.#ask()),
    );
  }

  /** The stream whose samples are counted: that of the chosen track, else the first. */
  #counted(): CaptureStream | undefined {
    const chosen = this.#state.arrangement.find(({ id }) => id === this.#state.track);
    return this.#tracks.pictures[chosen?.stream ?? 0]?.stream;
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
    this.#rows.layOut();
    const widthPx = this.#tracks.resize();
    if (widthPx < 40) return;
    this.#widthPx = widthPx;
    this.#ruler.resize(widthPx + AXIS_PX, TIME_AXIS_PX + 1);
    this.#rows.resize(widthPx);
    this.#overview.resize(widthPx);
    this.#overviewStale = true;
    this.renderNow();
  }

  #setPalette(): void {
    const palette = readPalette(this.#parts.root);
    this.#palette = palette;
    this.#ruler.setPalette(palette);
    this.#tracks.setPalette(palette);
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
    const { view, yMode, playheadUs } = this.#state;
    const palette = this.#palette;
    this.#ruler.show(view.startUs / 1e6, view.endUs / 1e6, { min: 0, max: 1 });
    const whole = this.#tracks.paint(view, yMode);
    if (whole && !this.#seenWhole) performance.mark(FIRST_PICTURE_MARK);
    this.#seenWhole ||= whole;
    this.#rows.paint(view, palette);
    if (this.#overviewStale) {
      this.#overview.paint(this.limits, this.#tracks.overview(this.#capture), palette);
    }
    this.#overviewStale = false;
    this.#overview.marks.paint(this.limits, this.#rows.marks, palette);
    this.#parts.place(this.#state, this.limits, this.widthPx);
    this.#hover.show(view, playheadUs, this.widthPx);
  }
}
