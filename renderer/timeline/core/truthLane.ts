import { labelColour, labelLetter } from "../../ui/labels.ts";
import type { Palette } from "./palette.ts";
import { type Span, usToPx } from "./view.ts";

/** One stretch with a label, of the capture's clock. */
export interface TruthSegment {
  readonly label: string;
  readonly startUs: number;
  readonly peakUs: number | null;
  /** Exclusive. */
  readonly endUs: number;
}

export const LANE_PX = 28;
const PAD_PX = 4;

/** A row of labelled stretches under the signal. Solid: these are true. */
export class TruthLane {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #segments: readonly TruthSegment[];

  constructor(host: HTMLElement, segments: readonly TruthSegment[]) {
    this.#segments = [...segments].sort((a, b) => a.startUs - b.startUs);
    this.canvas = document.createElement("canvas");
    this.#context = this.canvas.getContext("2d")!;
    host.append(this.canvas);
  }

  resize(widthPx: number): void {
    this.canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.canvas.height = LANE_PX * devicePixelRatio;
  }

  paint(view: Span, palette: Palette): void {
    const context = this.#context;
    const widthPx = this.canvas.width / devicePixelRatio;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, widthPx, LANE_PX);
    context.textBaseline = "middle";
    for (const segment of this.#segments) {
      if (segment.startUs > view.endUs) break;
      if (segment.endUs >= view.startUs) this.#segment(segment, view, widthPx, palette);
    }
  }

  #segment(segment: TruthSegment, view: Span, widthPx: number, palette: Palette): void {
    const context = this.#context;
    const left = Math.max(-4, usToPx(view, widthPx, segment.startUs));
    const right = Math.min(widthPx + 4, Math.max(left + 2, usToPx(view, widthPx, segment.endUs)));
    context.fillStyle = palette.colour(labelColour(segment.label));
    context.beginPath();
    context.roundRect(left, PAD_PX, right - left, LANE_PX - 2 * PAD_PX, Math.min(3, (right - left) / 2));
    context.fill();
    context.fillStyle = palette.colour("--on-label");
    if (segment.peakUs !== null && right - left > 6) {
      context.fillRect(Math.round(usToPx(view, widthPx, segment.peakUs)), LANE_PX - PAD_PX - 5, 1.5, 5);
    }
    const visibleLeft = Math.max(0, left);
    const room = Math.min(widthPx, right) - visibleLeft - 8;
    if (room < 6) return;
    context.font = `650 11px ${palette.font}`;
    const letter = labelLetter(segment.label);
    const full = `${letter}  ${segment.label}`;
    const words = context.measureText(full).width <= room ? full : letter;
    if (context.measureText(words).width <= room + 4) context.fillText(words, visibleLeft + 5, LANE_PX / 2);
  }

  /** The stretch at a time, for its tooltip. */
  at(timeUs: number): TruthSegment | null {
    return this.#segments.find((segment) => segment.startUs <= timeUs && timeUs < segment.endUs) ?? null;
  }
}
