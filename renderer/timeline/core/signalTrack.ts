import type { SampleType } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { type ChannelGroup, isSigned } from "./channelGroups.ts";
import { ColumnImage } from "./columnImage.ts";
import type { Columns } from "./columns.ts";
import type { IndexLine } from "./fillColumns.ts";
import { Legend } from "./legend.ts";
import { paintLines } from "./paintLines.ts";
import { type Palette, readPalette } from "./palette.ts";
import { type FrameOptions, PlotFrame } from "./plotFrame.ts";
import type { Piece } from "./streamTiles.ts";
import { markStyle, traceStyles } from "./traceStyles.ts";
import type { Span } from "./view.ts";
import { fullRange, rangeFor, type YRange } from "./yScale.ts";

/** What fills the height of a track: the extremes of the whole capture, of the view, or what the sensor can measure. */
export const Y_MODES = ["capture", "view", "range"] as const;
export type YMode = (typeof Y_MODES)[number];

/** Nearer than this, a smooth line would thin out the tip of a peak of one sample; bars keep it at full strength. */
const LINES_FROM_PX = 3;

/** One sensor of one stream over the capture's time. */
export class SignalTrack {
  readonly group: ChannelGroup;
  readonly frame: PlotFrame;
  readonly legend: Legend;
  readonly #sampleType: SampleType;
  #palette: Palette;
  #image: ColumnImage | null = null;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  constructor(
    { header, plot }: { readonly header: HTMLElement; readonly plot: HTMLElement },
    group: ChannelGroup,
    sampleType: SampleType,
    hand: Hand | null,
    options: Omit<FrameOptions, "unit" | "timeAxis">,
  ) {
    this.group = group;
    this.#sampleType = sampleType;
    this.#palette = readPalette(plot);
    this.frame = new PlotFrame(plot, this.#palette, { ...options, unit: group.unit, timeAxis: "none" });
    this.legend = new Legend(header, group, hand);
  }

  resize(width: number, height: number): void {
    this.frame.resize(width, height);
    this.#image = new ColumnImage(this.frame.width, this.frame.height, devicePixelRatio);
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.frame.setPalette(palette);
  }

  /** Widens what the scale must hold. It never narrows, so that the same height means the same value all along. */
  learnExtremes(columns: Columns): void {
    const { low, high } = this.#extremes(columns);
    this.#low = Math.min(this.#low, low);
    this.#high = Math.max(this.#high, high);
  }

  /** `pieces` are drawn as smooth lines where they are raw and far enough apart, otherwise `columns` as bars. */
  paint(columns: Columns, pieces: readonly Piece[], line: IndexLine, view: Span, mode: YMode): void {
    const image = this.#image;
    if (image === null) return;
    const y = this.#range(mode, columns);
    this.frame.show(view.startUs / 1e6, view.endUs / 1e6, y);
    const zeroPx = (y.max / (y.max - y.min)) * image.height;
    const pxPerUnit = image.height / (y.max - y.min);
    const traces = traceStyles(this.group, this.#sampleType, this.#palette, pxPerUnit, 1 / line.perRow);
    const marks = markStyle(this.#palette);
    if (line.perRow < LINES_FROM_PX * devicePixelRatio || pieces.some((piece) => piece.level !== "raw")) {
      image.paint(columns, traces, marks, zeroPx);
      image.put(this.frame.context);
    } else {
      image.paintMarks(columns, traces, marks);
      image.put(this.frame.context);
      paintLines(this.frame.context, pieces, traces, zeroPx, line, devicePixelRatio);
    }
  }

  #range(mode: YMode, columns: Columns): YRange {
    const signed = isSigned(this.group.kind);
    const whole = rangeFor(this.#low, this.#high, signed);
    if (mode === "range") return fullRange(this.group.channels) ?? whole;
    if (mode === "capture") return whole;
    const { low, high } = this.#extremes(columns);
    return low > high ? whole : rangeFor(low, high, signed);
  }

  /** In the channels' unit; low above high where there is nothing. */
  #extremes(columns: Columns): { low: number; high: number } {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    this.group.columns.forEach((column, i) => {
      const found = columns.extremes(column);
      const { scale } = this.group.channels[i]!;
      low = Math.min(low, found.low * scale);
      high = Math.max(high, found.high * scale);
    });
    return { low, high };
  }
}
