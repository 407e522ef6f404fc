import { text } from "../../ui/text.ts";
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
/** Names of times are about this far apart. */
const TICK_PX = 90;
/** Below the lines, for those names. */
export const AXIS_PX = 16;

/** Room for all lines, zero in it, over the same times in every plot; null where there is nothing to draw. */
export function scaleOf(lines: readonly ComparedLine[], times: Pick<CompareScale, "fromUs" | "toUs"> | null = null) {
  const extent = extentOf(lines);
  if (extent === null) return null;
  const { low, high } = extent;
  const { fromUs, toUs } = times ?? extent;
  const above = high > 0 || low === high ? niceCeil(high) : 0;
  return { fromUs, toUs, low: low < 0 ? -niceCeil(-low) : 0, high: above } satisfies CompareScale;
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

/** A canvas of the size of its box, in CSS pixels, empty. */
function surface(canvas: HTMLCanvasElement, scale: CompareScale) {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.max(1, canvas.clientWidth), Math.max(1, canvas.clientHeight)];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  const x = (timeUs: number) => ((timeUs - scale.fromUs) / (scale.toUs - scale.fromUs)) * width;
  const y = (value: number) => ((scale.high - value) / (scale.high - scale.low)) * (height - AXIS_PX);
  return { context, width, height, x, y };
}
type Surface = ReturnType<typeof surface>;

/**
 * Draws the lines over each other, faint where they are many, and over them, where it is wanted, their mean
 * with a band of one standard deviation.
 */
export function paintCompared(
  canvas: HTMLCanvasElement,
  lines: readonly DrawnLine[],
  scale: CompareScale,
  mean: boolean,
  palette: Palette,
): void {
  const on = surface(canvas, scale);
  const { context, height } = on;
  paintGrid(on, scale, palette);
  context.globalAlpha = Math.max(0.12, Math.min(1, 12 / lines.length));
  for (const line of lines) stroke(on, line, line.colour, 1);
  context.globalAlpha = 1;
  if (mean && lines.length > 1) paintSpread(on, lines, scale, palette);
  context.fillStyle = palette.axis;
  context.textBaseline = "top";
  context.fillText(withMinus(scale.high), 4, 2);
  context.textBaseline = "bottom";
  if (scale.low < 0) context.fillText(withMinus(scale.low), 4, height - AXIS_PX);
}

/** Draws one line alone, for a canvas that lies over the others; nothing for null. */
export function paintMarked(canvas: HTMLCanvasElement, line: DrawnLine | null, scale: CompareScale, palette: Palette) {
  const on = surface(canvas, scale);
  if (line === null) return;
  stroke(on, line, palette.ground, 6);
  stroke(on, line, line.colour, 2.5);
}

function withMinus(value: number): string {
  return String(value).replace("-", "\u2212");
}

function paintGrid({ context, width, height, x, y }: Surface, scale: CompareScale, palette: Palette): void {
  const stepUs = niceCeil(((scale.toUs - scale.fromUs) * TICK_PX) / width);
  context.font = `${FONT_PX}px ${palette.font}`;
  context.textBaseline = "bottom";
  context.textAlign = "center";
  context.fillStyle = palette.axis;
  context.lineWidth = 1;
  for (let tick = Math.ceil(scale.fromUs / stepUs); tick * stepUs <= scale.toUs; tick++) {
    const at = x(tick * stepUs);
    context.strokeStyle = tick === 0 ? palette.zero : palette.grid;
    context.beginPath();
    context.moveTo(at, 0);
    context.lineTo(at, height - AXIS_PX);
    context.stroke();
    if (at > 24 && at < width - 24) context.fillText(timeWords(tick * stepUs), at, height - 2);
  }
  context.textAlign = "left";
  context.strokeStyle = palette.zero;
  context.beginPath();
  context.moveTo(0, y(0));
  context.lineTo(width, y(0));
  context.stroke();
}

function timeWords(timeUs: number): string {
  const long = Math.abs(timeUs) >= 1e6;
  const value = withMinus(Number((timeUs / (long ? 1e6 : 1e3)).toPrecision(6)));
  return text(long ? "compare.seconds" : "compare.milliseconds", { value });
}

/** A line of more than one sample a pixel is drawn by the extremes of each pixel, so that no peak is lost. */
function stroke({ context, x, y, width }: Surface, { timesUs, values }: ComparedLine, colour: string, widthPx: number) {
  context.strokeStyle = colour;
  context.lineWidth = widthPx;
  context.beginPath();
  const dense = timesUs.length > 2 * width;
  let joined = false;
  for (let i = 0; i < values.length; i++) {
    let low = values[i]!;
    if (Number.isNaN(low)) {
      joined = false;
      continue;
    }
    const at = x(timesUs[i]!);
    let high = low;
    while (dense && i + 1 < values.length && x(timesUs[i + 1]!) < Math.floor(at) + 1 && !Number.isNaN(values[i + 1]!)) {
      i++;
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    if (joined) context.lineTo(at, y(high));
    else context.moveTo(at, y(high));
    if (low !== high) context.lineTo(at, y(low));
    joined = true;
  }
  context.stroke();
}

function paintSpread(on: Surface, lines: readonly ComparedLine[], scale: CompareScale, palette: Palette): void {
  const { context, x, y } = on;
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
  stroke(on, { id: "", timesUs, values: mean }, palette.text, 1.75);
  context.setLineDash([]);
}
