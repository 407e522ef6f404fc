import { captureToVideoUs, type SyncLine, videoToCaptureUs } from "#domain/sync/video.ts";
import { clockText } from "../../timeline/core/clockText.ts";
import type { PointerAt } from "../../timeline/core/gestures.ts";
import type { Palette } from "../../timeline/core/palette.ts";
import type { TimelineRow } from "../../timeline/core/row.ts";
import { pxToUs, type Span, usToPx } from "../../timeline/core/view.ts";
import { text } from "../../ui/text.ts";
import type { FrameTimes } from "../frameTimes.ts";
import { strideOf, stripCells } from "./stripCells.ts";
import type { Thumbnails } from "./thumbnails.ts";

export const STRIP_PX = 44;
const PAD_PX = 2;
export const THUMBNAIL_PX = STRIP_PX - 2 * PAD_PX;
/** A portrait picture is narrow; closer than this the strip is a flicker. */
const LEAST_CELL_PX = 32;
const GAP_PX = 2;
/** Pictures further apart than this may be key frames: those are a second or two apart, and one costs a single decode. */
const COARSE_US = 4e6;

/** A video as a strip of its frames along the time axis, and as a band from where it begins to where it ends. */
export class VideoStrip implements TimelineRow {
  readonly place = "video";
  readonly heightPx = STRIP_PX;
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d")!;
  readonly #name: string;
  readonly #frames: FrameTimes;
  readonly #aspect: number;
  readonly #thumbnails: Thumbnails;
  #line: SyncLine;
  #widthPx = 1;
  #view: Span = { startUs: 0, endUs: 1 };

  /** `aspect` is width over height, as shown. */
  constructor(name: string, frames: FrameTimes, aspect: number, thumbnails: Thumbnails, line: SyncLine) {
    this.#name = name;
    this.#frames = frames;
    this.#aspect = aspect;
    this.#thumbnails = thumbnails;
    this.#line = line;
  }

  /** Another sync. The owner asks for another painting. */
  set line(line: SyncLine) {
    this.#line = line;
  }

  mount(element: HTMLElement): void {
    const name = document.createElement("div");
    name.className = "rowName";
    name.textContent = this.#name;
    element.append(name, this.#canvas);
  }

  resize(widthPx: number): void {
    this.#widthPx = widthPx;
    this.#canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.#canvas.height = STRIP_PX * devicePixelRatio;
  }

  paint(view: Span, palette: Palette): void {
    this.#view = view;
    const context = this.#context;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.#widthPx, STRIP_PX);
    const left = this.#pxOf(this.#frames.beginUs);
    const right = this.#pxOf(this.#frames.endUs);
    if (right < 0 || left > this.#widthPx) return;
    const from = Math.max(0, left);
    const width = Math.min(this.#widthPx, right) - from;
    context.fillStyle = palette.colour("--ground-control");
    context.fillRect(from, PAD_PX, Math.max(1, width), THUMBNAIL_PX);
    context.save();
    context.beginPath();
    context.rect(from, PAD_PX, width, THUMBNAIL_PX);
    context.clip();
    this.#pictures();
    context.restore();
    context.fillStyle = palette.accent;
    for (const end of [left, right]) context.fillRect(end - 1, PAD_PX, 2, THUMBNAIL_PX);
  }

  words({ xPx }: PointerAt): readonly string[] {
    const videoUs = captureToVideoUs(this.#line, pxToUs(this.#view, this.#widthPx, xPx));
    const index = this.#frames.at(videoUs);
    if (index === null) return [];
    return [text("video.strip.frame", { frame: index + 1, time: clockText(this.#frames.startUs(index), 3) })];
  }

  destroy(): void {
    this.#thumbnails.destroy();
  }

  #pictures(): void {
    const widthPx = THUMBNAIL_PX * this.#aspect;
    const cellPx = Math.max(LEAST_CELL_PX, widthPx + GAP_PX);
    const view = { ...this.#view, widthPx: this.#widthPx };
    const coarse = strideOf(this.#frames, this.#line, view, cellPx) * this.#frames.usualUs > COARSE_US;
    const missing: number[] = [];
    for (const { index, leftPx } of stripCells(this.#frames, this.#line, view, cellPx)) {
      const picture = this.#thumbnails.get(index, coarse);
      if (picture === null) missing.push(index);
      else this.#context.drawImage(picture, leftPx, PAD_PX, widthPx, THUMBNAIL_PX);
    }
    this.#thumbnails.want(missing, coarse);
  }

  #pxOf(videoUs: number): number {
    return usToPx(this.#view, this.#widthPx, videoToCaptureUs(this.#line, videoUs));
  }
}
