import type { CaptureStream, ClipSpan, Gap } from "#domain/captures.ts";
import { chooseLevel } from "#domain/pyramid.ts";
import { indexToUs } from "#domain/time.ts";
import { channelGroups } from "./channelGroups.ts";
import { Columns } from "./columns.ts";
import { fillColumns, indexLine } from "./fillColumns.ts";
import { OverviewMarks } from "./overviewMarks.ts";
import type { Palette } from "./palette.ts";
import { isLongAndRaw, type StreamTiles } from "./streamTiles.ts";
import { lengthUs, type Span, usToPx } from "./view.ts";

export interface OverviewStream {
  readonly stream: CaptureStream;
  readonly gaps: readonly Gap[];
  readonly clips: readonly ClipSpan[];
  readonly tiles: StreamTiles;
}

export const OVERVIEW_PX = 48;
const MARK_PX = 3;
/** What is labelled stands below the signals, clear of the window's frame. */
const MARKS_PX = 5;
const MARKS_ROOM_PX = MARKS_PX + 4;

/** The whole capture as a strip: how strongly each glove moved, what was lost, what was clipped, what was thrown. */
export class Overview {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly marks: OverviewMarks;

  constructor(host: HTMLElement) {
    this.canvas = document.createElement("canvas");
    this.#context = this.canvas.getContext("2d")!;
    host.append(this.canvas);
    this.marks = new OverviewMarks(host, MARKS_PX);
  }

  resize(widthPx: number): void {
    this.canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.canvas.height = OVERVIEW_PX * devicePixelRatio;
    this.marks.resize(widthPx);
  }

  paint(whole: Span, streams: readonly OverviewStream[], palette: Palette): void {
    const context = this.#context;
    const widthPx = this.canvas.width / devicePixelRatio;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, widthPx, OVERVIEW_PX);
    const bandPx = (OVERVIEW_PX - MARKS_ROOM_PX) / Math.max(1, streams.length);
    streams.forEach((each, i) => {
      this.#stream(each, whole, widthPx, i * bandPx, bandPx, palette);
    });
  }

  #stream(each: OverviewStream, whole: Span, widthPx: number, top: number, height: number, palette: Palette): void {
    const context = this.#context;
    const { stream, gaps, clips, tiles } = each;
    const columns = this.#columns(stream, tiles, whole, Math.max(1, Math.floor(widthPx)));
    // The first sensor stands for all: strength is what one looks for from afar.
    const group = channelGroups(stream.format)[0];
    if (group === undefined) return;
    const strength = new Float32Array(columns.width);
    for (const column of group.columns) {
      for (let x = 0; x < columns.width; x++) {
        const at = column * columns.width + x;
        const spread = columns.high[at]! - columns.low[at]!;
        if (spread > strength[x]!) strength[x] = spread;
      }
    }
    const most = strength.reduce((a, b) => Math.max(a, b), 1);
    context.fillStyle = palette.axis;
    const middle = top + height / 2;
    strength.forEach((value, x) => {
      // The square root, or guard and footwork would vanish beside an impact.
      const half = Math.max(0.5, Math.sqrt(value / most) * (height / 2 - MARK_PX - 1));
      context.fillRect(x, middle - half, 1, 2 * half);
    });
    const mark = (spans: readonly ClipSpan[], colour: string, y: number, markHeight: number) => {
      context.fillStyle = colour;
      for (const span of spans) {
        const left = usToPx(whole, widthPx, indexToUs(stream.clock, span.firstIndex));
        const right = usToPx(whole, widthPx, indexToUs(stream.clock, span.firstIndex + span.rows));
        context.fillRect(left, y, Math.max(1.5, right - left), markHeight);
      }
    };
    mark(clips, palette.clip, top, MARK_PX);
    mark(gaps, palette.danger, top + height - MARK_PX, MARK_PX);
  }

  #columns(stream: CaptureStream, tiles: StreamTiles, whole: Span, widthPx: number): Columns {
    const level = chooseLevel(stream.endIndex, widthPx, stream.pyramidLevels);
    const wish = { level, fromIndex: 0, toIndex: stream.endIndex };
    tiles.want("overview", isLongAndRaw(stream) ? [] : [wish]);
    const columns = new Columns(stream.format.channels.length, widthPx);
    fillColumns(columns, tiles.pieces(wish), indexLine(stream.clock, whole, widthPx));
    return columns;
  }
}

/** Where the overview's window has its ends, and whether a place is on one of them. */
export function windowEdge(view: Span, whole: Span, widthPx: number, xPx: number): keyof Span | null {
  const reach = 6;
  // With all in view there is nothing to move, but its ends can be pulled in.
  const left = usToPx(whole, widthPx, view.startUs);
  const right = usToPx(whole, widthPx, view.endUs);
  if (Math.abs(xPx - left) <= reach && lengthUs(view) > 0) return "startUs";
  return Math.abs(xPx - right) <= reach ? "endUs" : null;
}
