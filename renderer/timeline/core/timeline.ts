import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { type Arrangement, usualArrangement } from "./arrange/arrangement.ts";
import { keepArrangement, recallArrangement, type Shelf } from "./arrange/arrangementMemory.ts";
import { TrackDesk } from "./arrange/trackDesk.ts";
import { clockText, decimalsFor } from "./clockText.ts";
import { Hover } from "./hover.ts";
import { listenToInput, watchPanning } from "./input.ts";
import { AXIS_PX, layOut, type Parts } from "./layout.ts";
import { Overview } from "./overview.ts";
import { type Palette, readPalette, watchTheme } from "./palette.ts";
import { PlotFrame, TIME_AXIS_PX } from "./plotFrame.ts";
import type { TimelineRow } from "./row.ts";
import { RowStack } from "./rowStack.ts";
import { SampleRuler } from "./sampleRuler.ts";
import type { StreamPicture } from "./streamPicture.ts";
import { TimelineMoves, type TimelineState } from "./timelineMoves.ts";
import { TrackStack } from "./trackStack.ts";
import type { YRange } from "./yScale.ts";

/** Marked in the page's performance timeline when all that a newly opened capture should show is painted. */
export const FIRST_PICTURE_MARK = "timeline.firstPicture";

/**
 * A capture on the screen: its streams' tracks under one ruler, rows of others about them, and the whole as a strip.
 * It owns its element; it holds no sample that it does not show or keep for the next look.
 */
export class Timeline extends TimelineMoves {
  readonly #parts: Parts;
  readonly #ruler: PlotFrame;
  readonly #tracks: TrackStack;
  readonly #desk: TrackDesk;
  readonly #rows: RowStack;
  readonly #overview: Overview;
  readonly #hover: Hover;
  readonly #ends: (() => void)[] = [];
  readonly #shelf: Shelf | null;
  #frame = 0;
  /** Whether ruler and tracks must be painted again; rows and what lies over the signal are with every change. */
  #signalStale = true;
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
    const formats = capture.streams.map(({ format }) => format);
    super(capture, shelf === null ? usualArrangement(formats) : recallArrangement(shelf, formats));
    this.#shelf = shelf;
    this.#palette = readPalette(host);
    this.#parts = layOut(host);
    const formatTime = (seconds: number, stepS: number) => clockText(seconds * 1e6, decimalsFor(stepS));
    this.#ruler = PlotFrame.ruler(this.#parts.ruler, this.#palette, { gutterPx: AXIS_PX, formatTime });
    this.#tracks = new TrackStack(this.#parts.trackArea, studio, capture, { formatTime }, this.#palette, {
      onNews: () => this.#news(),
      onTrouble: (trouble) => this.set({ trouble }),
      onMenu: (track, at) => this.set({ track, menu: { track, ...at } }),
    });
    this.#tracks.arrange(this.state.arrangement);
    this.#desk = new TrackDesk(this.#parts.trackArea, this.#tracks, this);
    const panning = watchPanning();
    this.#rows = new RowStack(this.#parts.rowAreas, panning.pans);
    this.#overview = new Overview(this.#parts.overview);
    this.#hover = new Hover(
      this.#parts,
      this.#tracks,
      this.#rows,
      () => this.capture,
      () => this.counted,
    );
    this.#rows.add(new SampleRuler(() => this.counted));
    this.#ends.push(this.#desk.listen(), panning.end, listenToInput(this, this.#parts, panning));
    this.#listen(host);
    this.#resize();
  }

  get widthPx(): number {
    return this.#widthPx;
  }

  /** The streams with the samples of them that are here. */
  get pictures(): readonly StreamPicture[] {
    return this.#tracks.pictures;
  }

  get arrangement(): Arrangement {
    return this.state.arrangement;
  }

  /** Shows the tracks in another way, and remembers it for captures with the same channels. */
  set arrangement(arrangement: Arrangement) {
    if (arrangement === this.state.arrangement) return;
    const shown = (id: number | null) => arrangement.some((track) => track.id === id && !track.hidden);
    this.set({ arrangement, track: shown(this.state.track) ? this.state.track : null });
    this.#tracks.arrange(arrangement);
    this.#tracks.select(this.state.track);
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
    this.set({ track });
  }

  /** Opens the menu of a track at its button. */
  openMenu(track: number): void {
    this.#tracks.standing.find(({ arranged }) => arranged.id === track)?.shell.menu.click();
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
    if (capture === this.capture) return;
    this.#tracks.setCapture(capture);
    this.#redraw();
    this.replaceCapture(capture);
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
  protected override get counted(): CaptureStream | undefined {
    const chosen = this.state.arrangement.find(({ id }) => id === this.state.track);
    return this.#tracks.pictures[chosen?.stream ?? 0]?.stream;
  }

  /** The playhead, a selection or a guide leave the signal as it is. */
  protected override onChange({ view, yMode, arrangement }: Partial<TimelineState>): void {
    this.#signalStale ||= view !== undefined || yMode !== undefined || arrangement !== undefined;
    this.#ask();
  }

  /** Samples came, or the colours changed. */
  #redraw(): void {
    this.#signalStale = true;
    this.#overviewStale = true;
    this.#ask();
  }

  #news(): void {
    this.#redraw();
    if (this.state.trouble !== null) this.set({ trouble: null });
  }

  #resize(): void {
    this.#rows.layOut();
    const widthPx = this.#tracks.resize();
    if (widthPx < 40) return;
    this.#widthPx = widthPx;
    this.#ruler.resize(widthPx + AXIS_PX, TIME_AXIS_PX + 1);
    this.#rows.resize(widthPx);
    this.#overview.resize(widthPx);
    this.#signalStale = true;
    this.#overviewStale = true;
    this.renderNow();
  }

  #setPalette(): void {
    const palette = readPalette(this.#parts.root);
    this.#palette = palette;
    this.#ruler.setPalette(palette);
    this.#tracks.setPalette(palette);
    this.#redraw();
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.renderNow());
  }

  /** Paints the present state; otherwise done at the next animation frame after a change. */
  renderNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { view, yMode, playheadUs } = this.state;
    // What could not be read is asked for again with the next picture.
    if (this.#signalStale || this.state.trouble !== null) {
      this.#signalStale = false;
      this.#ruler.show(view.startUs / 1e6, view.endUs / 1e6, { min: 0, max: 1 });
      const whole = this.#tracks.paint(view, yMode);
      if (whole && !this.#seenWhole) performance.mark(FIRST_PICTURE_MARK);
      this.#seenWhole ||= whole;
    }
    this.#rows.paint(view, this.#palette);
    if (this.#overviewStale) {
      this.#overview.paint(this.limits, this.#tracks.overview(this.capture), this.#palette);
    }
    this.#overviewStale = false;
    this.#overview.marks.paint(this.limits, this.#rows.marks, this.#palette);
    this.#parts.place(this.state, this.limits, this.widthPx);
    this.#hover.show(view, playheadUs, this.widthPx);
  }
}
