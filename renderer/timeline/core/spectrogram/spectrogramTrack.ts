import type { CaptureStream } from "#domain/captures.ts";
import type { ChannelGroup } from "../channelGroups.ts";
import { type Palette, toPixel } from "../palette.ts";
import { type FrameOptions, PlotFrame } from "../plotFrame.ts";
import type { DrawnTrack, Shot } from "../signalTrack.ts";
import type { YRange } from "../yScale.ts";
import { colourTable } from "./colours.ts";
import type { SpectrogramLook } from "./look.ts";
import { paintSignal } from "./paintSignal.ts";
import { type SpectrogramTiles, TILE_FRAMES } from "./spectrogramTiles.ts";
import { FLOOR_DB, GAP, hopOf, STEP_DB } from "./strength.ts";

/** How strong each frequency of some channels is over time. A column shows the strongest of its windows. */
export class SpectrogramTrack implements DrawnTrack {
  readonly group: ChannelGroup;
  readonly lines = [] as const;
  readonly derivativeTop = null;
  readonly frame: PlotFrame;
  readonly #tiles: SpectrogramTiles;
  #stream: CaptureStream;
  readonly #look: SpectrogramLook;
  #palette: Palette;
  #image: ImageData | null = null;

  constructor(
    plot: HTMLElement,
    group: ChannelGroup,
    stream: CaptureStream,
    look: SpectrogramLook,
    tiles: SpectrogramTiles,
    palette: Palette,
    options: Omit<FrameOptions, "unit" | "timeAxis">,
  ) {
    this.group = group;
    this.#stream = stream;
    this.#look = look;
    this.#tiles = tiles;
    this.#palette = palette;
    this.frame = new PlotFrame(plot, palette, { ...options, unit: "Hz", timeAxis: "none" });
  }

  /** Share of the picture that is computed. */
  get progress(): number {
    return this.#tiles.progress;
  }

  get y(): YRange {
    const top = this.#stream.clock.rateHz / 2;
    const max = Math.min(top, this.#look.maxHz ?? top);
    return { min: Math.min(this.#look.minHz, max * 0.9), max };
  }

  setStream(stream: CaptureStream): void {
    this.#stream = stream;
    this.#tiles.setStream(stream);
  }

  resize(width: number, height: number): void {
    this.frame.resize(width, height);
    this.#image = new ImageData(this.frame.width, this.frame.height);
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.frame.setPalette(palette);
  }

  paint({ line, view, columns, whole }: Shot): void {
    const image = this.#image;
    if (image === null) return;
    const { min, max } = this.y;
    this.frame.show(view.startUs / 1e6, view.endUs / 1e6, { min, max });
    const indexAt = (x: number) => (x - line.x0) / line.perRow;
    this.#tiles.want(indexAt(0), indexAt(image.width));
    const pixels = new Uint32Array(image.data.buffer);
    pixels.fill(toPixel(this.#palette.ground));
    const size = this.#look.windowRows;
    const hop = hopOf(this.#look);
    const binHz = this.#stream.clock.rateHz / size;
    const bins = size / 2 + 1;
    const rowBins = Int32Array.from({ length: image.height }, (_, row) => {
      const hz = max - ((row + 0.5) / image.height) * (max - min);
      return Math.min(bins - 1, Math.round(hz / binHz));
    });
    const colours = this.#colours();
    const strongest = new Uint8Array(bins);
    // A window speaks of its middle.
    const frameAt = (x: number) => Math.floor((indexAt(x) - size / 2) / hop + 0.5);
    for (let x = 0; x < image.width; x++) {
      strongest.fill(GAP);
      const first = Math.max(0, frameAt(x));
      const last = Math.max(first, frameAt(x + 1) - 1);
      if (frameAt(x) < 0) continue;
      for (let frame = first; frame <= last; frame++) {
        const tile = this.#tiles.tile(Math.floor(frame / TILE_FRAMES));
        if (tile === undefined) continue;
        const at = (frame % TILE_FRAMES) * bins;
        for (let bin = 0; bin < bins; bin++) if (tile[at + bin]! > strongest[bin]!) strongest[bin] = tile[at + bin]!;
      }
      if (strongest[0] === GAP) continue;
      for (let row = 0, at = x; row < image.height; row++, at += image.width) {
        pixels[at] = colours[strongest[rowBins[row]!]!]!;
      }
    }
    this.frame.context.putImageData(image, 0, 0);
    if (this.#look.signal) paintSignal(this.frame.context, this.group, columns, whole, this.#palette);
  }

  destroy(): void {
    this.#tiles.destroy();
    this.frame.destroy();
  }

  /** The colour of each level. */
  #colours(): Uint32Array {
    const { minDb, maxDb, colours } = this.#look;
    const table = colourTable(colours);
    return Uint32Array.from({ length: 256 }, (_, level) => {
      const share = (FLOOR_DB + (level - 1) * STEP_DB - minDb) / Math.max(1, maxDb - minDb);
      return table[Math.round(255 * Math.min(1, Math.max(0, share)))]!;
    });
  }
}
