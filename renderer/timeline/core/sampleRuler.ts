import type { CaptureStream } from "#domain/captures.ts";
import { usToIndex } from "#domain/time.ts";
import { count } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import type { Palette } from "./palette.ts";
import type { TimelineRow } from "./row.ts";
import { placeLabels } from "./timeLabels.ts";
import type { Span } from "./view.ts";

const HEIGHT_PX = 18;
const APART_PX = 90;
const TICK_PX = 4;

/** Sample indexes for the marks of a ruler: round ones, whole, within the stream, at least `apart` samples from each other. */
export function sampleMarks(from: number, to: number, endIndex: number, apart: number): number[] {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, apart))));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= apart) ?? 10 * power;
  const marks: number[] = [];
  for (let at = Math.max(0, Math.ceil(from / step) * step); at <= Math.min(to, endIndex - 1); at += step)
    marks.push(at);
  return marks;
}

/** The ruler in samples of one stream, under the ruler in time. */
export class SampleRuler implements TimelineRow {
  readonly place = "video";
  readonly heightPx = HEIGHT_PX;
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d")!;
  readonly #name = document.createElement("div");
  readonly #stream: () => CaptureStream | undefined;

  /** @param stream the one that is counted now */
  constructor(stream: () => CaptureStream | undefined) {
    this.#stream = stream;
  }

  mount(element: HTMLElement): void {
    element.classList.add("sampleRuler");
    this.#name.className = "rowName";
    element.append(this.#name, this.#canvas);
  }

  resize(widthPx: number): void {
    this.#canvas.width = Math.max(1, Math.round(widthPx * devicePixelRatio));
    this.#canvas.height = HEIGHT_PX * devicePixelRatio;
  }

  paint(view: Span, palette: Palette): void {
    const context = this.#context;
    const { width, height } = this.#canvas;
    context.clearRect(0, 0, width, height);
    const stream = this.#stream();
    if (stream === undefined) return;
    const words = stream.hand === null ? text("timeline.samples") : text(`timeline.samples.${stream.hand}`);
    if (this.#name.textContent !== words) this.#name.textContent = words;
    const from = usToIndex(stream.clock, view.startUs);
    const perPx = (usToIndex(stream.clock, view.endUs) - from) / width;
    context.font = `${11 * devicePixelRatio}px ${palette.font}`;
    context.textBaseline = "middle";
    context.fillStyle = palette.axis;
    const marks = sampleMarks(from, from + perPx * width, stream.endIndex, perPx * APART_PX * devicePixelRatio);
    const labels = marks.map((index) => {
      const atPx = (index - from) / perPx;
      context.fillRect(Math.round(atPx), height - TICK_PX * devicePixelRatio, 1, TICK_PX * devicePixelRatio);
      return { atPx, words: count(index), widthPx: context.measureText(count(index)).width };
    });
    for (const { leftPx, words } of placeLabels(labels, 0, width)) context.fillText(words, leftPx, height / 2 - 1);
  }

  destroy(): void {}
}
