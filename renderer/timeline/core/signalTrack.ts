import type { CaptureStream } from "#domain/captures.ts";
import type { SampleType } from "#domain/channels.ts";
import type { ArrangedTrack } from "./arrange/arrangement.ts";
import { type ChannelGroup, isSigned } from "./channelGroups.ts";
import { ColumnImage } from "./columnImage.ts";
import type { Columns } from "./columns.ts";
import type { IndexLine } from "./fillColumns.ts";
import type { LineChunks } from "./overlay/lineChunks.ts";
import { type OverlayLine, overlayLines } from "./overlay/overlayLine.ts";
import { columnsFor, fillOverlays } from "./overlay/overlayPicture.ts";
import { overlayStyle } from "./overlay/overlayStyle.ts";
import { paintLines } from "./paintLines.ts";
import type { Palette } from "./palette.ts";
import { type FrameOptions, PlotFrame } from "./plotFrame.ts";
import type { Piece } from "./streamTiles.ts";
import { markStyle, traceStyles } from "./traceStyles.ts";
import type { Span } from "./view.ts";
import { fullRange, niceCeil, rangeFor, type YMode, type YRange } from "./yScale.ts";

/** Nearer than this, a smooth line would thin out the tip of a peak of one sample; bars keep it at full strength. */
const LINES_FROM_PX = 3;

/** What a stream has for one frame: the same for all its tracks. */
export interface Shot {
  readonly columns: Columns;
  /** One column with the extremes of the whole capture. */
  readonly whole: Columns;
  readonly pieces: readonly Piece[];
  readonly line: IndexLine;
  readonly view: Span;
  readonly chunks: LineChunks;
  readonly rateHz: number;
}

/** What stands in the plot of a track: a signal, or a spectrogram. */
export interface DrawnTrack {
  readonly group: ChannelGroup;
  /** Computed from the channels and drawn over them. */
  readonly lines: readonly OverlayLine[];
  readonly frame: PlotFrame;
  /** What the height shows now. */
  readonly y: YRange;
  /** What half of the height means for derivatives, in the unit per second; null where the track has none. */
  readonly derivativeTop: number | null;
  /** Share of the picture that the track computes by itself and has by now, 0..1. */
  readonly progress: number;
  /** Of the whole frame, CSS pixels. */
  resize(width: number, height: number): void;
  setPalette(palette: Palette): void;
  /** The stream as it is now, for a track that reads samples by itself. */
  setStream?(stream: CaptureStream): void;
  paint(shot: Shot, range: YMode | YRange): void;
  destroy(): void;
}

/** Some channels of one stream over the capture's time. */
export class SignalTrack implements DrawnTrack {
  readonly progress = 1;
  readonly group: ChannelGroup;
  readonly lines: readonly OverlayLine[];
  readonly frame: PlotFrame;
  readonly #sampleType: SampleType;
  #palette: Palette;
  #image: ColumnImage | null = null;
  #overlay: Columns | null = null;
  #y: YRange = { min: -1, max: 1 };
  /** The strongest derivative so far: all of them share a scale, which never narrows, so that equal heights stay equal. */
  #steepest = 0;

  constructor(
    plot: HTMLElement,
    group: ChannelGroup,
    overlays: ArrangedTrack["overlays"],
    sampleType: SampleType,
    palette: Palette,
    options: Omit<FrameOptions, "unit" | "timeAxis">,
  ) {
    this.group = group;
    this.lines = overlayLines(group, overlays);
    this.#sampleType = sampleType;
    this.#palette = palette;
    this.frame = new PlotFrame(plot, palette, { ...options, unit: group.unit, timeAxis: "none" });
  }

  /** What the height shows now. */
  get y(): YRange {
    return this.#y;
  }

  /** What half of the height means for derivatives, in the unit per second; null where the track has none. */
  get derivativeTop(): number | null {
    return this.lines.some(isDerivative) ? niceCeil(this.#steepest) : null;
  }

  resize(width: number, height: number): void {
    this.frame.resize(width, height);
    this.#image = new ColumnImage(this.frame.width, this.frame.height, devicePixelRatio);
  }

  destroy(): void {
    this.frame.destroy();
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.frame.setPalette(palette);
  }

  /** Raw samples far enough apart are drawn as smooth lines, everything else as bars. */
  paint(shot: Shot, range: YMode | YRange): void {
    const image = this.#image;
    if (image === null) return;
    const { columns, pieces, line, view } = shot;
    this.#fillOverlay(shot);
    const y = this.#range(range, shot);
    this.#y = y;
    this.frame.show(view.startUs / 1e6, view.endUs / 1e6, y);
    const zeroPx = (y.max / (y.max - y.min)) * image.height;
    const pxPerUnit = image.height / (y.max - y.min);
    const traces = traceStyles(this.group, this.#sampleType, this.#palette, pxPerUnit, 1 / line.perRow);
    const marks = markStyle(this.#palette);
    const bars = line.perRow < LINES_FROM_PX * devicePixelRatio || pieces.some((piece) => piece.level !== "raw");
    if (bars) image.paint(columns, traces, marks, zeroPx);
    else image.paintMarks(columns, traces, marks);
    this.#paintOverlay(image, zeroPx, pxPerUnit, line);
    image.put(this.frame.context);
    if (!bars) paintLines(this.frame.context, pieces, traces, zeroPx, line, devicePixelRatio);
  }

  #fillOverlay({ columns, pieces, chunks, rateHz, line }: Shot): void {
    if (this.lines.length === 0) return;
    this.#overlay = columnsFor(this.#overlay, this.lines.length, columns.width);
    fillOverlays(this.lines, this.#overlay, pieces, chunks, rateHz, line);
    this.#overlay.flags.set(columns.flags);
    this.lines.forEach((each, slot) => {
      const { low, high } = this.#overlay!.extremes(slot);
      if (isDerivative(each) && low <= high) this.#steepest = Math.max(this.#steepest, -low, high);
    });
  }

  #paintOverlay(image: ColumnImage, zeroPx: number, pxPerUnit: number, { x0 }: IndexLine): void {
    const half = image.height / 2;
    this.lines.forEach((line, slot) => {
      const own = isDerivative(line);
      const scale = own ? half / this.derivativeTop! : pxPerUnit;
      const style = overlayStyle(line, this.group, slot, scale, this.#palette);
      image.paintOver(this.#overlay!, style, own ? half : zeroPx, Math.round(x0));
    });
  }

  #range(range: YMode | YRange, { columns, whole }: Shot): YRange {
    if (typeof range !== "string") return range;
    const signed = isSigned(this.group.kind);
    const all = this.#extremes(whole);
    const capture = rangeFor(all.low, all.high, signed);
    if (range === "range") return fullRange(this.group.channels) ?? capture;
    if (range === "capture") return capture;
    const seen = this.#extremes(columns);
    return seen.low > seen.high ? capture : rangeFor(seen.low, seen.high, signed);
  }

  /** In the channels' unit, with room for a magnitude; low above high where there is nothing. */
  #extremes(columns: Columns): { low: number; high: number } {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let square = 0;
    this.group.columns.forEach((column, i) => {
      const found = columns.extremes(column);
      const { scale } = this.group.channels[i]!;
      low = Math.min(low, found.low * scale);
      high = Math.max(high, found.high * scale);
      square += Math.max(found.low ** 2, found.high ** 2) * scale ** 2;
    });
    if (this.lines.some(({ overlay }) => overlay.kind === "magnitude") && low <= high) high = Math.sqrt(square);
    return { low, high };
  }
}

function isDerivative({ overlay }: OverlayLine): boolean {
  return overlay.kind === "derivative";
}
