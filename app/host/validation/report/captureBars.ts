import type { CaptureResult } from "#domain/validation/results.ts";
import { text } from "../../text.ts";
import { type Html, html } from "./html.ts";
import { percent } from "./numbers.ts";

const ROW = 26;
const LEFT = 220;
const WIDTH = 420;
/** Below this a bar is drawn in the colour of trouble: less than four of five right. */
const LOW = 0.8;

/** Event F1 of each capture, worst first. */
export function captureBars(captures: readonly CaptureResult[]): Html {
  const height = captures.length * ROW + 4;
  return html`<svg viewBox="0 0 ${LEFT + WIDTH + 80} ${height}" role="img" aria-label="${text("report.perCapture")}" style="max-width:${LEFT + WIDTH + 80}px">
${captures.map(({ name, scores }, at) => bar(name, scores.f1, at * ROW))}
</svg>`;
}

function bar(name: string, f1: number, top: number): Html {
  const shown = name.length > 28 ? `${name.slice(0, 27)}…` : name;
  return html`<text class="end" x="${LEFT - 10}" y="${top + 18}">${shown}</text>
<rect class="track" x="${LEFT}" y="${top + 5}" width="${WIDTH}" height="${ROW - 10}" rx="3"/>
<rect class="${f1 < LOW ? "bar low" : "bar"}" x="${LEFT}" y="${top + 5}" width="${(WIDTH * f1).toFixed(1)}" height="${ROW - 10}" rx="3"/>
<text x="${LEFT + WIDTH + 10}" y="${top + 18}">${percent(f1)}</text>
`;
}
