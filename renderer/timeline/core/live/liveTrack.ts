import type { SampleType } from "#domain/channels.ts";
import { type ChannelGroup, isSigned } from "../channelGroups.ts";
import { ColumnImage, type MarkStyle, type TraceStyle } from "../columnImage.ts";
import type { Columns } from "../columns.ts";
import type { Palette } from "../palette.ts";
import { type FrameOptions, PlotFrame } from "../plotFrame.ts";
import { markStyle, traceStyles } from "../traceStyles.ts";
import { CalmScale, type YRange } from "../yScale.ts";

/** One sensor of one device, scrolling. */
export class LiveTrack {
  readonly group: ChannelGroup;
  readonly frame: PlotFrame;
  readonly #sampleType: SampleType;
  readonly #scale = new CalmScale();
  #windowS: number;
  readonly #rateHz: number;
  #palette: Palette;
  #image: ColumnImage | null = null;
  #y: YRange | null = null;
  #traces: readonly TraceStyle[] = [];
  #marks: MarkStyle;

  constructor(
    host: HTMLElement,
    group: ChannelGroup,
    sampleType: SampleType,
    windowS: number,
    rateHz: number,
    palette: Palette,
    options: FrameOptions,
  ) {
    this.group = group;
    this.#sampleType = sampleType;
    this.#windowS = windowS;
    this.#rateHz = rateHz;
    this.#palette = palette;
    this.#marks = markStyle(palette);
    this.frame = new PlotFrame(host, palette, options);
  }

  resize(width: number, height: number): void {
    this.frame.resize(width, height);
    this.#image = new ColumnImage(this.frame.width, this.frame.height, devicePixelRatio);
    this.#y = null;
  }

  setWindow(windowS: number): void {
    this.#windowS = windowS;
    this.#y = null;
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.frame.setPalette(palette);
    this.#y = null;
  }

  /** Paints what came into the picture; all of it when the scale changed. */
  paint(columns: Columns, offset: number, moved: number, nowS: number): void {
    const image = this.#image;
    if (image === null) return;
    const y = this.#range(columns, nowS);
    const whole = y !== this.#y;
    if (whole) {
      this.#y = y;
      const pxPerUnit = image.height / (y.max - y.min);
      const rowsPerPx = (this.#windowS * this.#rateHz) / image.width;
      this.#traces = traceStyles(this.group, this.#sampleType, this.#palette, pxPerUnit, rowsPerPx);
      this.#marks = markStyle(this.#palette);
      this.frame.show(-this.#windowS, 0, y);
    } else {
      image.scroll(moved);
    }
    // The column that was newest before may have grown since, and its neighbour is joined to it.
    const from = whole ? 0 : Math.max(0, image.width - moved - 2);
    image.paint(columns, this.#traces, this.#marks, this.#zeroPx(y), from, image.width, offset);
    image.put(this.frame.context);
  }

  #range(columns: Columns, nowS: number): YRange {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    this.group.columns.forEach((column, i) => {
      const found = columns.extremes(column);
      const { scale } = this.group.channels[i]!;
      low = Math.min(low, found.low * scale);
      high = Math.max(high, found.high * scale);
    });
    return this.#scale.next(low, high, isSigned(this.group.kind), nowS);
  }

  #zeroPx(y: YRange): number {
    return (y.max / (y.max - y.min)) * this.frame.height;
  }
}
