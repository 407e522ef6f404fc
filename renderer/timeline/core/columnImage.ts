import { type Columns, EMPTY, LOST } from "./columns.ts";

export interface TraceStyle {
  /** Which channel of the columns. */
  readonly channel: number;
  /** Pixel (0xAABBGGRR) of the trace's line. */
  readonly edge: number;
  /** Opaque pixel of the band between the lowest and the highest value. */
  readonly body: number;
  /** Raw value -> image rows below the zero line is `-raw * pxPerRaw`. */
  readonly pxPerRaw: number;
  /** Raw value at and beyond which (either sign) the trace is clipped. */
  readonly clipRaw: number;
}

/** A computed line over the traces. */
export interface OverStyle extends Pick<TraceStyle, "channel" | "edge" | "pxPerRaw"> {
  /** Columns drawn and left out in turn; null for no breaks. */
  readonly dash: readonly [number, number] | null;
}

export interface MarkStyle {
  readonly gap: number;
  readonly gapLine: number;
  readonly lost: number;
  readonly clip: number;
}

/**
 * A picture of column extremes, painted straight into pixels: bars cost a fraction of what canvas paths do, because
 * only inked pixels are touched. Each channel is a band (its range in a column) with its line along the band's rim, so
 * that channels stay readable where they overlap. The rim is smoothed by how much of a pixel it covers.
 */
export class ColumnImage {
  readonly width: number;
  readonly height: number;
  readonly #image: ImageData;
  readonly #px: Uint32Array;
  /** Line thickness in image pixels. */
  readonly #thick: number;
  #top = 0;
  #bottom = 0;

  constructor(width: number, height: number, devicePixelRatio: number) {
    this.width = width;
    this.height = height;
    this.#image = new ImageData(width, height);
    this.#px = new Uint32Array(this.#image.data.buffer);
    this.#thick = Math.max(1.15, devicePixelRatio);
  }

  /** Moves the picture left, to make room for new columns on the right, which the caller must paint. */
  scroll(columns: number): void {
    this.#px.copyWithin(0, columns);
  }

  put(context: CanvasRenderingContext2D, from = 0): void {
    context.putImageData(this.#image, 0, 0, from, 0, this.width - from, this.height);
  }

  /**
   * Paints image columns [from, to), clearing them first. Image column x shows slot `(x + offset) % columns.width`;
   * `zeroPx` is the row of the value zero.
   */
  paint(
    columns: Columns,
    traces: readonly TraceStyle[],
    marks: MarkStyle,
    zeroPx: number,
    from = 0,
    to = this.width,
    offset = 0,
  ): void {
    this.#clear(from, to);
    this.#gaps(columns, marks, from, to, offset);
    this.#bands(columns, traces, zeroPx, from, to, offset);
    for (const trace of traces) this.#rims(columns, trace, zeroPx, from, to, offset);
    this.#clipsAndLosses(columns, traces, marks, from, to, offset);
  }

  /** Paints gaps, losses and clipped stretches only: for a caller who draws the traces as lines on top. */
  paintMarks(columns: Columns, traces: readonly TraceStyle[], marks: MarkStyle): void {
    this.#clear(0, this.width);
    this.#gaps(columns, marks, 0, this.width, 0);
    this.#clipsAndLosses(columns, traces, marks, 0, this.width, 0);
  }

  /**
   * Draws the rim of a line's range over what is painted: its band stays open, so that it hides nothing.
   * `anchor` is a column that moves with the signal, for the dashes.
   */
  paintOver(columns: Columns, style: OverStyle, zeroPx: number, anchor: number): void {
    const { dash } = style;
    const period = dash === null ? 1 : dash[0] + dash[1];
    for (let x = 0; x < this.width; x++) {
      const phase = (((x - anchor) % period) + period) % period;
      if (dash !== null && phase >= dash[0]) continue;
      if (this.#span(columns, style, zeroPx, x, 0)) this.#rim(x, this.#top, this.#bottom, style.edge);
    }
  }

  #clipsAndLosses(
    columns: Columns,
    traces: readonly TraceStyle[],
    marks: MarkStyle,
    from: number,
    to: number,
    offset: number,
  ): void {
    for (const trace of traces) this.#clips(columns, trace, marks.clip, from, to, offset);
    // A clip mark reaches one column to the left, but what was lost is told before what was clipped.
    this.#lost(columns, marks.lost, Math.max(0, from - 1), to, offset);
  }

  #clear(from: number, to: number): void {
    if (from === 0 && to === this.width) {
      this.#px.fill(0);
      return;
    }
    for (let row = 0; row < this.#px.length; row += this.width) this.#px.fill(0, row + from, row + to);
  }

  /** Where a trace runs in image column x, its line included, into `#top` and `#bottom`; false where it does not. */
  #span(
    columns: Columns,
    trace: Pick<TraceStyle, "channel" | "pxPerRaw">,
    zeroPx: number,
    x: number,
    offset: number,
  ): boolean {
    const { low, high, flags, width } = columns;
    const base = trace.channel * width;
    const slot = (x + offset) % width;
    let min = low[base + slot]!;
    let max = high[base + slot]!;
    if (min > max) return false;
    if (x > 0) {
      // A step between two columns is joined, or a steep edge would fall apart into dots; never across lost rows.
      const before = (slot + width - 1) % width;
      const lowBefore = low[base + before]!;
      const highBefore = high[base + before]!;
      if (lowBefore <= highBefore && ((flags[slot]! | flags[before]!) & LOST) === 0) {
        if (highBefore < min) min = highBefore;
        else if (lowBefore > max) max = lowBefore;
      }
    }
    this.#top = zeroPx - max * trace.pxPerRaw - this.#thick / 2;
    this.#bottom = zeroPx - min * trace.pxPerRaw + this.#thick / 2;
    return true;
  }

  /** The bands of all traces. Where they overlap, each pixel is still written once, with the mean of their colours. */
  #bands(
    columns: Columns,
    traces: readonly TraceStyle[],
    zeroPx: number,
    from: number,
    to: number,
    offset: number,
  ): void {
    const tops = new Int32Array(traces.length);
    const bottoms = new Int32Array(traces.length);
    const bodies = new Uint32Array(traces.length);
    const cuts = new Int32Array(traces.length * 2);
    for (let x = from; x < to; x++) {
      let count = 0;
      for (const trace of traces) {
        if (!this.#span(columns, trace, zeroPx, x, offset) || this.#bottom - this.#top <= 2 * this.#thick) continue;
        cuts[2 * count] = tops[count] = Math.max(0, Math.round(this.#top));
        cuts[2 * count + 1] = bottoms[count] = Math.min(this.height, Math.round(this.#bottom));
        bodies[count++] = trace.body;
      }
      sortFirst(cuts, 2 * count);
      for (let i = 1; i < 2 * count; i++) {
        const first = cuts[i - 1]!;
        const last = cuts[i]!;
        if (first >= last) continue;
        let pixel = 0;
        for (let band = 0; band < count; band++) {
          if (tops[band]! <= first && bottoms[band]! >= last) pixel = meanPixel(pixel, bodies[band]!);
        }
        if (pixel !== 0) this.#fill(x, first, last, pixel);
      }
    }
  }

  #fill(x: number, first: number, last: number, pixel: number): void {
    const px = this.#px;
    for (let at = first * this.width + x, end = last * this.width; at < end; at += this.width) px[at] = pixel;
  }

  #rims(columns: Columns, trace: TraceStyle, zeroPx: number, from: number, to: number, offset: number): void {
    for (let x = from; x < to; x++) {
      if (this.#span(columns, trace, zeroPx, x, offset)) this.#rim(x, this.#top, this.#bottom, trace.edge);
    }
  }

  #rim(x: number, top: number, bottom: number, pixel: number): void {
    if (bottom - top <= 3 * this.#thick) {
      this.#stroke(x, top, bottom, pixel);
      return;
    }
    this.#stroke(x, top, top + this.#thick, pixel);
    this.#stroke(x, bottom - this.#thick, bottom, pixel);
  }

  /** A vertical stroke from `top` to `bottom` (fractions of rows), its two ends by their share of the pixel. */
  #stroke(x: number, top: number, bottom: number, pixel: number): void {
    const px = this.#px;
    const from = Math.max(0, top);
    const to = Math.min(this.height, bottom);
    const first = Math.floor(from);
    const last = Math.ceil(to) - 1;
    for (let row = first; row <= last; row++) {
      const share = Math.min(row + 1, to) - Math.max(row, from);
      const at = row * this.width + x;
      if (share >= 0.99) px[at] = pixel;
      else if (px[at] === 0) px[at] = (pixel & 0xffffff) | (Math.round(share * 255) << 24);
      else if (share > 0.5) px[at] = pixel;
    }
  }

  #gaps(columns: Columns, marks: MarkStyle, from: number, to: number, offset: number): void {
    for (let x = from; x < to; x++) {
      const slot = (x + offset) % columns.width;
      if ((columns.flags[slot]! & EMPTY) === 0) continue;
      for (let row = 0, at = x; row < this.height; row++, at += this.width) {
        // The hatch hangs on the slot, so that it scrolls with the picture.
        this.#px[at] = (slot + row) % 8 === 0 ? marks.gapLine : marks.gap;
      }
    }
  }

  /** A tick at the foot of every column that lost rows, so that a gap of one row is seen at every zoom. */
  #lost(columns: Columns, pixel: number, from: number, to: number, offset: number): void {
    const foot = Math.ceil(this.#thick * 3);
    for (let x = from; x < to; x++) {
      if ((columns.flags[(x + offset) % columns.width]! & LOST) === 0) continue;
      for (let row = this.height - foot; row < this.height; row++) this.#px[row * this.width + x] = pixel;
    }
  }

  /** A bar at the rail that the trace ran into: top for the positive end of the range, bottom for the negative. */
  #clips(columns: Columns, trace: TraceStyle, pixel: number, from: number, to: number, offset: number): void {
    const { channel, clipRaw } = trace;
    const base = channel * columns.width;
    const thick = Math.ceil(this.#thick * 3);
    for (let x = from; x < to; x++) {
      const at = base + ((x + offset) % columns.width);
      if (columns.high[at]! >= clipRaw) this.#block(x, 0, thick, pixel);
      if (columns.low[at]! <= -clipRaw) this.#block(x, this.height - thick, this.height, pixel);
    }
  }

  /** Two columns wide at least, or a clip of one sample would hardly be seen. */
  #block(x: number, top: number, bottom: number, pixel: number): void {
    for (let row = top; row < bottom; row++) {
      this.#px[row * this.width + x] = pixel;
      if (x > 0) this.#px[row * this.width + x - 1] = pixel;
    }
  }
}

function meanPixel(one: number, other: number): number {
  return one === 0 ? other : (((one & 0xfefefefe) >>> 1) + ((other & 0xfefefefe) >>> 1)) | 0xff000000;
}

/** Sorts the first `count` numbers in place; for a handful, the built-in sort costs more than the painting it saves. */
function sortFirst(values: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
}
