import { labelColour } from "../../ui/labels.ts";
import { COLUMN_PX, DensityColumns } from "./labels/densityColumns.ts";
import type { Palette } from "./palette.ts";
import type { OverviewMark } from "./row.ts";
import { type Span, usToPx } from "./view.ts";

/**
 * What is labelled in the whole capture, on a canvas of its own: a drag changes it in every frame, and the signals beside
 * it are not drawn again for that.
 */
export class OverviewMarks {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d")!;
  readonly #heightPx: number;
  #painted: readonly unknown[] = [];

  constructor(host: HTMLElement, heightPx: number) {
    this.#heightPx = heightPx;
    this.#canvas.className = "overviewMarks";
    host.append(this.#canvas);
  }

  resize(widthPx: number): void {
    this.#canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.#canvas.height = this.#heightPx * devicePixelRatio;
    this.#canvas.style.height = `${this.#heightPx}px`;
    this.#painted = [];
  }

  /** Does nothing where this is what it shows already. */
  paint(whole: Span, marks: readonly OverviewMark[], palette: Palette): void {
    const now = [whole.startUs, whole.endUs, marks, palette];
    if (now.every((each, i) => each === this.#painted[i])) return;
    this.#painted = now;
    const context = this.#context;
    const widthPx = this.#canvas.width / devicePixelRatio;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, widthPx, this.#heightPx);
    const narrow = new DensityColumns(widthPx);
    for (const { label, startUs, endUs } of marks) {
      const colour = palette.colour(labelColour(label));
      const left = usToPx(whole, widthPx, startUs);
      const width = usToPx(whole, widthPx, endUs) - left;
      if (width < COLUMN_PX) {
        narrow.add(left + width / 2, colour);
        continue;
      }
      context.fillStyle = colour;
      context.fillRect(left, 0, width, this.#heightPx);
    }
    narrow.forEach((x, from, to, colour) => {
      context.fillStyle = colour;
      context.fillRect(x, from * this.#heightPx, COLUMN_PX, (to - from) * this.#heightPx);
    });
  }
}
