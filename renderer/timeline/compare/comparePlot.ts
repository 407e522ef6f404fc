import type { Palette } from "../core/palette.ts";
import { niceCeil } from "../core/yScale.ts";
import { type ComparedLine, extentOf, lineValueAt, spreadOf } from "./aligned.ts";

export interface DrawnLine extends ComparedLine {
  /** Of a token, as a canvas takes it. */
  readonly colour: string;
}

/** What a plot of compared lines shows, for drawing and for what is under the pointer. */
export interface CompareScale {
  readonly fromUs: number;
  readonly toUs: number;
  readonly low: number;
  readonly high: number;
}

/** How near a line the pointer must be. */
const REACH_PX = 14;
const SPREAD_STEPS = 160;
const FONT_PX = 11;

/** Room for all lines, zero in it; null where there is nothing to draw. */
export function scaleOf(lines: readonly ComparedLine[]): CompareScale | null {
  const extent = extentOf(lines);
  if (extent === null) return null;
  const { fromUs, toUs, low, high } = extent;
  return { fromUs, toUs, low: low < 0 ? -niceCeil(-low) : 0, high: high > 0 ? niceCeil(high) : 0 };
}

/** The line that is nearest to a place of the plot (shares of its width and height), or null. */
export function lineAt(
  lines: readonly DrawnLine[],
  scale: CompareScale,
  xShare: number,
  yPx: number,
  heightPx: number,
): DrawnLine | null {
  const timeUs = scale.fromUs + xShare * (scale.toUs - scale.fromUs);
  let [found, nearest]: [DrawnLine | null, number] = [null, REACH_PX];
  for (const line of lines) {
    const value = lineValueAt(line, timeUs);
    const apart = Math.abs(((scale.high - value) / (scale.high - scale.low)) * heightPx - yPx);
    if (apart < nearest) [found, nearest] = [line, apart];
  }
  return found;
}

/**
 * Draws the lines over each other, faint where they are many, then their mean with a band of one standard deviation on
 * each side, then the marked line on top.
 */
export function paintCompared(
  canvas: HTMLCanvasElement,
  lines: readonly DrawnLine[],
  scale: CompareScale,
  marked: string | null,
  palette: Palette,
): void {
  const context = canvas.getContext("2d")!;
  const ratio = devicePixelRatio;
  const width = canvas.width / ratio;
  const height = canvas.height / ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const x = (timeUs: number) => ((timeUs - scale.fromUs) / (scale.toUs - scale.fromUs)) * width;
  const y = (value: number) => ((scale.high - value) / (scale.high - scale.low)) * height;
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, y(0));
  context.lineTo(width, y(0));
  context.moveTo(x(0), 0);
  context.lineTo(x(0), height);
  context.stroke();
  context.lineJoin = "round";
  context.globalAlpha = Math.max(0.12, Math.min(1, 12 / lines.length));
  for (const line of lines) if (line.id !== marked) stroke(context, line, line.colour, 1, x, y);
  context.globalAlpha = 1;
  if (lines.length > 1) paintSpread(context, lines, scale, palette, x, y);
  const chosen = lines.find(({ id }) => id === marked);
  if (chosen !== undefined) stroke(context, chosen, chosen.colour, 2.5, x, y);
  context.fillStyle = palette.axis;
  context.font = `${FONT_PX}px ${palette.font}`;
  context.textBaseline = "top";
  context.fillText(String(scale.high), 4, 2);
  context.textBaseline = "bottom";
  if (scale.low < 0) context.fillText(String(scale.low).replace("-", "\u2212"), 4, height - 2);
}

type Place = (value: number) => number;

function stroke(
  context: CanvasRenderingContext2D,
  { timesUs, values }: ComparedLine,
  colour: string,
  widthPx: number,
  x: Place,
  y: Place,
): void {
  context.strokeStyle = colour;
  context.lineWidth = widthPx;
  context.beginPath();
  let joined = false;
  values.forEach((value, i) => {
    if (Number.isNaN(value)) {
      joined = false;
      return;
    }
    if (joined) context.lineTo(x(timesUs[i]!), y(value));
    else context.moveTo(x(timesUs[i]!), y(value));
    joined = true;
  });
  context.stroke();
}

function paintSpread(
  context: CanvasRenderingContext2D,
  lines: readonly ComparedLine[],
  scale: CompareScale,
  palette: Palette,
  x: Place,
  y: Place,
): void {
  const { timesUs, mean, deviation } = spreadOf(lines, scale.fromUs, scale.toUs, SPREAD_STEPS);
  const known = [...mean.keys()].filter((i) => !Number.isNaN(mean[i]!));
  if (known.length === 0) return;
  context.fillStyle = palette.text;
  context.globalAlpha = 0.14;
  context.beginPath();
  for (const i of known) context.lineTo(x(timesUs[i]!), y(mean[i]! + deviation[i]!));
  for (const i of known.toReversed()) context.lineTo(x(timesUs[i]!), y(mean[i]! - deviation[i]!));
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([6, 3]);
  stroke(context, { id: "", timesUs, values: mean }, palette.text, 1.75, x, y);
  context.setLineDash([]);
}
