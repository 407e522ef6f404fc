import { histogramOf } from "#domain/histogram.ts";
import type { CaptureResult } from "#domain/validation/results.ts";
import { timingErrorsMs } from "#domain/validation/timing.ts";
import { text } from "../../text.ts";
import { type Html, html } from "./html.ts";

const BIN_MS = 20;
/** Bins on each side of the middle; what lies further out is counted in the last ones. */
const SIDE = 12;
const BIN = 24;
const HEIGHT = 140;

/** How many punches were found how early or late, in bins of 20 ms; null where nothing was found. */
export function timingHistogram(captures: readonly CaptureResult[]): Html | null {
  const errorsMs = captures.flatMap(({ events }) => timingErrorsMs(events));
  if (errorsMs.length === 0) return null;
  const bins = histogramOf(errorsMs, { from: -SIDE * BIN_MS, step: BIN_MS, count: 2 * SIDE + 1 });
  const most = Math.max(...bins);
  const width = bins.length * BIN;
  return html`<svg viewBox="0 0 ${width} ${HEIGHT + 44}" role="img" aria-label="${text("report.timing")}" style="max-width:${width}px">
${bins.map((count, at) => column(count, most, at))}
${[-10, -5, 0, 5, 10].map((at) => html`<text class="middle" x="${(at + SIDE + 0.5) * BIN}" y="${HEIGHT + 40}">${at * BIN_MS}</text>`)}
</svg>`;
}

function column(count: number, most: number, at: number): Html {
  const height = (HEIGHT - 20) * (count / most);
  const top = HEIGHT + 20 - height;
  return html`<rect class="bar" x="${at * BIN + 1}" y="${top.toFixed(1)}" width="${BIN - 2}" height="${height.toFixed(1)}"/>
${count === 0 ? null : html`<text class="middle small" x="${(at + 0.5) * BIN}" y="${(top - 4).toFixed(1)}">${count}</text>`}`;
}
