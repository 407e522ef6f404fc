import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { text } from "../../ui/text.ts";
import { type ArrangedTrack, type Arrangement, groupOf } from "./arrange/arrangement.ts";
import { shareHeights } from "./arrange/heights.ts";
import type { Drop } from "./arrange/trackDrags.ts";
import { TrackShell } from "./arrange/trackShell.ts";
import type { ChannelGroup } from "./channelGroups.ts";
import { AXIS_PX, GUTTER_PX } from "./layout.ts";
import { Legend, sensorName } from "./legend.ts";
import { LineChunks } from "./overlay/lineChunks.ts";
import { boundsSuffice } from "./overlay/overlayPicture.ts";
import type { OverviewStream } from "./overview.ts";
import type { Palette } from "./palette.ts";
import type { FrameOptions } from "./plotFrame.ts";
import { type DrawnTrack, SignalTrack } from "./signalTrack.ts";
import { SpectrogramTiles, type SpectrogramWorker } from "./spectrogram/spectrogramTiles.ts";
import { SpectrogramTrack } from "./spectrogram/spectrogramTrack.ts";
import { WorkerDesk } from "./spectrogram/workerDesk.ts";
import { type ShownTrack, StreamPicture } from "./streamPicture.ts";
import { StreamTiles } from "./streamTiles.ts";
import { TileCache } from "./tileCache.ts";
import type { Span } from "./view.ts";
import type { YMode } from "./yScale.ts";

/** The name of a track, and a line for each of its values. */
const NAME_PX = 21;
const VALUE_PX = 15.5;

export interface Standing {
  readonly arranged: ArrangedTrack;
  readonly shell: TrackShell;
  readonly track: DrawnTrack;
  readonly legend: Legend;
  readonly picture: StreamPicture;
  /** What must be the same for the track to be used again. */
  readonly key: string;
}

/** What others hear of the tracks. */
export interface TrackListener {
  /** Samples came. */
  onNews(): void;
  /** A read failed. */
  onTrouble(message: string): void;
  onMenu(id: number, at: { readonly x: number; readonly y: number }): void;
}

/** The channel tracks of a capture, as they are arranged, in an area that scrolls when they are more than fit. */
export class TrackStack {
  readonly pictures: readonly StreamPicture[];
  readonly #area: HTMLElement;
  readonly #listener: TrackListener;
  readonly #source: Pick<Studio, "fetchBulk">;
  readonly #captureId: string;
  readonly #options: Omit<FrameOptions, "unit" | "timeAxis">;
  readonly #workers = new WorkerDesk(newWorker);
  #palette: Palette;
  #standing: readonly Standing[] = [];

  constructor(
    area: HTMLElement,
    studio: Pick<Studio, "fetchBulk">,
    capture: CaptureDetail,
    frame: Pick<FrameOptions, "formatTime">,
    palette: Palette,
    listener: TrackListener,
  ) {
    this.#area = area;
    this.#listener = listener;
    this.#source = studio;
    this.#captureId = capture.id;
    this.#palette = palette;
    this.#options = { ...frame, gutterPx: AXIS_PX, syncKey: `timeline ${capture.id}` };
    const cache = new TileCache();
    this.pictures = capture.streams.map((stream) => {
      const tiles = new StreamTiles(studio, capture.id, stream, cache, listener.onNews, listener.onTrouble);
      const chunks = new LineChunks(studio, capture.id, stream, listener.onNews);
      return new StreamPicture(stream, capture.gaps[stream.id] ?? [], tiles, chunks);
    });
  }

  get formats(): StreamFormat[] {
    return this.pictures.map(({ stream }) => stream.format);
  }

  /** Those that are shown, top to bottom. */
  get standing(): readonly Standing[] {
    return this.#standing;
  }

  /** Shows these tracks; those that are drawn as before keep their plots. A `resize` is due afterwards. */
  arrange(arrangement: Arrangement): void {
    const left = new Map(this.#standing.map((standing) => [standing.key, standing]));
    this.#standing = arrangement
      .filter(({ hidden }) => !hidden)
      .map((arranged) => {
        const key = keyOf(arranged);
        const before = left.get(key);
        left.delete(key);
        return before === undefined ? this.#make(arranged, key) : { ...before, arranged };
      });
    for (const { track, shell } of left.values()) {
      track.destroy();
      shell.element.remove();
    }
    let glove = -1;
    for (const { shell, arranged } of this.#standing) {
      shell.element.classList.toggle("otherGlove", glove !== -1 && glove !== arranged.stream);
      glove = arranged.stream;
    }
    const elements = this.#standing.map(({ shell }) => shell.element);
    if (elements.some((element, i) => this.#area.children[i] !== element)) this.#area.replaceChildren(...elements);
  }

  /** Gives every track its share of the height. @returns the width that is left for the plots beside a scroll bar */
  resize(): number {
    const wishes = this.#standing.map(({ arranged, track }) => {
      return { heightPx: arranged.heightPx, leastPx: contentPx(track) };
    });
    const heights = shareHeights(this.#area.clientHeight, wishes);
    this.#standing.forEach(({ shell }, i) => {
      shell.element.style.height = `${heights[i]}px`;
    });
    const widthPx = this.#area.clientWidth - GUTTER_PX;
    // Each has a line above it.
    if (widthPx < 40) return widthPx;
    this.#standing.forEach(({ track }, i) => {
      track.resize(widthPx + AXIS_PX, heights[i]! - 1);
    });
    return widthPx;
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    for (const { track } of this.#standing) track.setPalette(palette);
  }

  setCapture(capture: CaptureDetail): void {
    this.pictures.forEach((picture, i) => {
      const stream = capture.streams[i];
      if (stream !== undefined) picture.setStream(stream, capture.gaps[stream.id] ?? []);
    });
    for (const { track, picture } of this.#standing) track.setStream?.(picture.stream);
  }

  /** @returns whether everything was painted as fine as it should be */
  paint(view: Span, yMode: YMode): boolean {
    const whole = this.pictures.map((picture, stream) => {
      const shown = this.#standing.filter(({ arranged }) => arranged.stream === stream);
      const tracks = shown.map(({ track, arranged }): ShownTrack => ({ track, range: arranged.range ?? yMode }));
      return picture.paint(tracks, view);
    });
    for (const { shell, track, picture } of this.#standing) shell.note(noteOf(track, picture.chunks.progress));
    return whole.every(Boolean);
  }

  /** Marks the track that keys act on. */
  select(id: number | null): void {
    for (const { shell, arranged } of this.#standing) {
      shell.element.toggleAttribute("data-selected", arranged.id === id);
    }
  }

  mark(drop: Drop | null): void {
    for (const { shell, arranged } of this.#standing) {
      if (drop?.id === arranged.id) shell.element.dataset.drop = drop.where;
      else delete shell.element.dataset.drop;
    }
  }

  /** The track that holds a node; null where none does. */
  holding(node: Node | null): Standing | null {
    return this.#standing.find(({ shell }) => shell.element.contains(node)) ?? null;
  }

  overview(capture: CaptureDetail): OverviewStream[] {
    return this.pictures.map(({ stream, gaps, tiles }) => {
      return { stream, gaps, clips: capture.clips[stream.id] ?? [], tiles };
    });
  }

  destroy(): void {
    for (const { tiles, chunks } of this.pictures) {
      tiles.destroy();
      chunks.destroy();
    }
    for (const { track } of this.#standing) track.destroy();
  }

  #draw(
    { overlays, spectrogram }: ArrangedTrack,
    group: ChannelGroup,
    plot: HTMLElement,
    { stream }: StreamPicture,
  ): DrawnTrack {
    if (spectrogram === null) {
      return new SignalTrack(plot, group, overlays, stream.format.sampleType, this.#palette, this.#options);
    }
    const worker = this.#workers.port();
    const { onNews } = this.#listener;
    const tiles = new SpectrogramTiles(this.#source, this.#captureId, stream, group, spectrogram, worker, onNews);
    return new SpectrogramTrack(plot, group, stream, spectrogram, tiles, this.#palette, this.#options);
  }

  #make(arranged: ArrangedTrack, key: string): Standing {
    const picture = this.pictures[arranged.stream]!;
    const { format, hand } = picture.stream;
    const group = groupOf(arranged, format);
    const shell: TrackShell = new TrackShell(sensorName(group, hand), () => {
      const box = shell.menu.getBoundingClientRect();
      this.#listener.onMenu(arranged.id, { x: box.left, y: box.bottom });
    });
    const track = this.#draw(arranged, group, shell.plot, picture);
    const legend = new Legend(shell.header, group, hand, track.lines);
    return { arranged, shell, track, legend, picture, key };
  }
}

/** As high as the names and values beside a track. */
export function contentPx({ group, lines }: Pick<DrawnTrack, "group" | "lines">): number {
  return Math.ceil(NAME_PX + VALUE_PX * (group.columns.length + lines.length));
}

/** The scale of what has its own, and how far a long computation has come. */
function noteOf({ lines, group, derivativeTop: top, progress: own }: DrawnTrack, progress: number): string | null {
  const words: string[] = [];
  if (top !== null) words.push(text("timeline.overlay.scale", { top, unit: group.unit }));
  if (own < 1) words.push(text("timeline.overlay.progress", { percent: Math.floor(own * 100) }));
  const waits = progress < 1 && lines.some((line) => !boundsSuffice(line));
  if (waits) words.push(text("timeline.overlay.progress", { percent: Math.floor(progress * 100) }));
  return words.length === 0 ? null : words.join(" \u00b7 ");
}

function newWorker(): SpectrogramWorker {
  return new Worker(new URL("./spectrogram/spectrogramWorker.ts", import.meta.url), { type: "module" });
}

function keyOf({ id, stream, columns, hiddenColumns, overlays, spectrogram }: ArrangedTrack): string {
  return JSON.stringify([id, stream, columns, hiddenColumns, overlays, spectrogram]);
}
