import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { channelGroups } from "./channelGroups.ts";
import { AXIS_PX, GUTTER_PX } from "./layout.ts";
import type { OverviewStream } from "./overview.ts";
import type { Palette } from "./palette.ts";
import type { FrameOptions } from "./plotFrame.ts";
import { SignalTrack, type YMode } from "./signalTrack.ts";
import { StreamPicture } from "./streamPicture.ts";
import { StreamTiles } from "./streamTiles.ts";
import { TileCache } from "./tileCache.ts";
import type { Span } from "./view.ts";

/** Name and three values in the header. */
const LEAST_TRACK_PX = 66;

interface Standing {
  readonly element: HTMLElement;
  readonly track: SignalTrack;
}

/** What a read of samples brought. */
export interface TrackNews {
  onNews(): void;
  onTrouble(message: string): void;
}

/** The channel tracks of a capture, one under the other in an area that scrolls when they are more than fit. */
export class TrackStack {
  readonly pictures: readonly StreamPicture[];
  readonly #area: HTMLElement;
  readonly #standing: Standing[] = [];

  constructor(
    area: HTMLElement,
    studio: Pick<Studio, "fetchBulk">,
    capture: CaptureDetail,
    frame: Pick<FrameOptions, "formatTime">,
    news: TrackNews,
  ) {
    this.#area = area;
    const cache = new TileCache();
    const options = { ...frame, gutterPx: AXIS_PX, syncKey: `timeline ${capture.id}` };
    this.pictures = capture.streams.map((stream) => {
      const tiles = new StreamTiles(studio, capture.id, stream, cache, news.onNews, news.onTrouble);
      const section = add(area, "stream");
      const tracks = channelGroups(stream.format).map((group) => {
        const element = add(section, "track");
        const parts = { header: add(element, "header"), plot: add(element, "plot") };
        const track = new SignalTrack(parts, group, stream.format.sampleType, stream.hand, options);
        this.#standing.push({ element, track });
        return track;
      });
      return new StreamPicture(stream, capture.gaps[stream.id] ?? [], tiles, tracks);
    });
  }

  /** Gives every track its share of the height. @returns the width that is left for the plots beside a scroll bar */
  resize(): number {
    const count = this.#standing.length;
    const heightPx = Math.max(LEAST_TRACK_PX, Math.floor(this.#area.clientHeight / Math.max(1, count)) - 1);
    for (const { element } of this.#standing) element.style.height = `${heightPx + 1}px`;
    const widthPx = this.#area.clientWidth - GUTTER_PX;
    if (widthPx >= 40) for (const { track } of this.#standing) track.resize(widthPx + AXIS_PX, heightPx);
    return widthPx;
  }

  setPalette(palette: Palette): void {
    for (const { track } of this.#standing) track.setPalette(palette);
  }

  setCapture(capture: CaptureDetail): void {
    this.pictures.forEach((picture, i) => {
      const stream = capture.streams[i];
      if (stream !== undefined) picture.setStream(stream, capture.gaps[stream.id] ?? []);
    });
  }

  /** @returns whether everything was painted as fine as it should be */
  paint(view: Span, yMode: YMode): boolean {
    return this.pictures.map((picture) => picture.paint(view, yMode)).every(Boolean);
  }

  /** The stream whose track holds a node; null where none does. */
  streamAt(node: Node | null): StreamPicture | null {
    const found = this.#standing.find(({ element }) => element.contains(node));
    return (found && this.pictures.find(({ tracks }) => tracks.includes(found.track))) ?? null;
  }

  overview(capture: CaptureDetail): OverviewStream[] {
    return this.pictures.map(({ stream, gaps, tiles }) => {
      return { stream, gaps, clips: capture.clips[stream.id] ?? [], tiles };
    });
  }

  destroy(): void {
    for (const { tiles } of this.pictures) tiles.destroy();
    for (const { track } of this.#standing) track.frame.destroy();
  }
}

function add(parent: HTMLElement, className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  parent.append(element);
  return element;
}
