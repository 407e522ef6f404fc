import type { Disagreement } from "#domain/validation/disagreements.ts";
import { text } from "../../../ui/text.ts";
import type { Palette } from "../palette.ts";
import { type Span, usToPx } from "../view.ts";
import { type Lane, stripTop } from "./lanes.ts";

/** As wide as its sign, so that one of an event is seen as well. */
const LEAST_PX = 12;
/** Closer to each other than this, signs cannot be told apart: a tick each does. */
const TICK_PX = 2;

/** Read without colour: not the same, missing, too much, not sure enough. */
const SIGNS: Readonly<Record<Disagreement["outcome"], string>> = {
  substitution: "≠",
  miss: "–",
  falseAlarm: "+",
  reject: "?",
};

/** A difference in a line. */
export function differenceWords({ outcome, truth, found }: Disagreement): string {
  return text(`difference.${outcome}`, { truth: truth?.label ?? "none", found: found?.label ?? "none" });
}

/** Where the mark of a difference lies, from the left of the row. */
export function differenceBox(
  { startUs, endUs }: Disagreement,
  view: Span,
  widthPx: number,
): { readonly left: number; readonly width: number } {
  const left = usToPx(view, widthPx, startUs);
  return { left, width: Math.max(LEAST_PX, usToPx(view, widthPx, endUs) - left) };
}

/** Marks where a model's lane and truth disagree: a framed stretch with a sign, and words where there is room. */
export function paintDifferences(
  context: CanvasRenderingContext2D,
  lane: Lane,
  view: Span,
  widthPx: number,
  palette: Palette,
): void {
  if (lane.differences.length === 0) return;
  const top = stripTop(lane) + 0.5;
  const height = lane.topPx + lane.heightPx - top - 2;
  const colour = palette.colour("--warning");
  context.font = `600 10px ${palette.font}`;
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (const each of lane.differences) {
    const box = differenceBox(each, view, widthPx);
    if (box.left > widthPx) break;
    if (box.left + box.width < 0) continue;
    if (box.left < paintedTo) {
      if (box.left + TICK_PX >= paintedTo) continue;
      context.fillStyle = colour;
      context.fillRect(box.left, top, TICK_PX, height);
      continue;
    }
    paintedTo = box.left + box.width;
    const left = Math.max(-4, box.left);
    const width = Math.min(widthPx + 4, paintedTo) - left;
    context.fillStyle = palette.colour("--warning-ground");
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left + 0.5, top, width - 1, height, 2);
    context.fill();
    context.stroke();
    context.fillStyle = palette.text;
    const from = Math.max(0, left) + 3;
    const room = left + width - from - 2;
    const sign = SIGNS[each.outcome];
    const words = differenceWords(each);
    const said = context.measureText(words).width <= room ? words : sign;
    context.fillText(said, from, top + height / 2 + 0.5);
  }
}
