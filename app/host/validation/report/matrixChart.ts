import { cellOutcomes, isRight } from "#domain/validation/cells.ts";
import type { Outcome, Validation } from "#domain/validation/results.ts";
import { text } from "../../text.ts";
import { type Html, html } from "./html.ts";

const CELL = 56;
const LEFT = 130;
const TOP = 90;
/** Room for the last column's turned name. */
const RIGHT = 64;

/** The confusion matrix: each cell as dark as its share of its row, with its count; what is right is framed. */
export function matrixChart({ total, captures }: Pick<Validation, "total" | "captures">): Html {
  const { labels, counts } = total.matrix;
  const outcomes = cellOutcomes(total.matrix, captures);
  const rows = [...labels, text("report.background")];
  const columns = [...labels, text("report.missed")];
  const size = rows.length * CELL;
  return html`<svg viewBox="0 0 ${LEFT + size + RIGHT} ${TOP + size + 8}" role="img" aria-label="${text("report.matrix")}" style="max-width:${LEFT + size + RIGHT}px">
${columns.map((label, at) => html`<text class="turned" transform="translate(${LEFT + (at + 0.55) * CELL} ${TOP - 8}) rotate(-35)">${label}</text>`)}
${rows.map((label, at) => html`<text class="end" x="${LEFT - 10}" y="${TOP + (at + 0.5) * CELL + 5}">${label}</text>`)}
${counts.flatMap((row, y) => rowOf(row, y, outcomes[y]!))}
</svg>`;
}

function rowOf(row: readonly number[], y: number, outcomes: readonly (Outcome | null)[]): Html[] {
  const background = row.length - 1;
  const total = row.reduce((sum, count) => sum + count, 0);
  return row.flatMap((count, x) => {
    // What is neither in truth nor found cannot be counted.
    if (x === background && y === background) return [];
    const share = total === 0 ? 0 : count / total;
    const [left, top] = [LEFT + x * CELL, TOP + y * CELL];
    const outcome = outcomes[x]!;
    const kind = outcome !== null && isRight(outcome) ? "cell right" : "cell";
    return [
      html`<rect class="${kind}" x="${left + 1}" y="${top + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="3" fill-opacity="${(0.06 + 0.94 * share).toFixed(3)}"/>`,
      html`<text class="middle${share > 0.5 ? " onDark" : ""}" x="${left + CELL / 2}" y="${top + CELL / 2 + 5}">${count}</text>`,
    ];
  });
}
