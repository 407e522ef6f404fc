import type { Hand } from "#domain/hands.ts";
import { labelColour, labelLetter } from "../../ui/labels.ts";
import { text } from "../../ui/text.ts";
import { clockText } from "./clockText.ts";
import type { PointerAt } from "./gestures.ts";
import type { Palette } from "./palette.ts";
import type { TimelineRow } from "./row.ts";
import { pxToUs, type Span, usToPx } from "./view.ts";

/** One stretch with a label, of the capture's clock. */
export interface TruthSegment {
  readonly label: string;
  readonly startUs: number;
  readonly peakUs: number | null;
  /** Exclusive. */
  readonly endUs: number;
}

const LANE_PX = 28;
const PAD_PX = 4;

/** A row of labelled stretches of one hand under the signal. Solid: these are true. */
export class TruthLane implements TimelineRow {
  readonly place = "labels";
  readonly heightPx = LANE_PX;
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d")!;
  readonly #hand: Hand | null;
  readonly #segments: readonly TruthSegment[];
  #view: Span = { startUs: 0, endUs: 1 };

  constructor(hand: Hand | null, segments: readonly TruthSegment[]) {
    this.#hand = hand;
    this.#segments = [...segments].sort((a, b) => a.startUs - b.startUs);
  }

  mount(element: HTMLElement): void {
    const name = document.createElement("div");
    name.className = "rowName";
    name.textContent = text(this.#hand === null ? "timeline.truth" : `timeline.truth.${this.#hand}`);
    element.append(name, this.#canvas);
  }

  resize(widthPx: number): void {
    this.#canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.#canvas.height = LANE_PX * devicePixelRatio;
  }

  paint(view: Span, palette: Palette): void {
    this.#view = view;
    const context = this.#context;
    const widthPx = this.#canvas.width / devicePixelRatio;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, widthPx, LANE_PX);
    context.textBaseline = "middle";
    for (const segment of this.#segments) {
      if (segment.startUs > view.endUs) break;
      if (segment.endUs >= view.startUs) this.#segment(segment, view, widthPx, palette);
    }
  }

  words({ xPx }: PointerAt): readonly string[] {
    const timeUs = pxToUs(this.#view, this.#canvas.width / devicePixelRatio, xPx);
    const segment = this.#segments.find(({ startUs, endUs }) => startUs <= timeUs && timeUs < endUs);
    if (segment === undefined) return [];
    const ms = Math.round((segment.endUs - segment.startUs) / 1000);
    return [text("timeline.truth.segment", { label: segment.label, start: clockText(segment.startUs, 3), ms })];
  }

  destroy(): void {}

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
}
