import { isEvent } from "#domain/labeling/reshape.ts";
import type { Segment, TrackKind } from "#domain/labeling/segments.ts";
import { labelColour, labelLetter } from "../../../ui/labels.ts";
import type { Palette } from "../palette.ts";
import { type Span, usToPx } from "../view.ts";
import { COLUMN_PX, DensityColumns } from "./densityColumns.ts";
import { type Lane, levelBox } from "./lanes.ts";
import { type Box, paintBox, roundBox, textColour } from "./segmentStyle.ts";

/** What the pointer and the user have picked out. */
export interface Marked {
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | null;
}

const FLAG_PX = 14;
const LEAST_TEXT_PX = 12;

/** Paints the segments of one lane into a canvas whose unit is the CSS pixel; the row is `widthPx` wide. */
export function paintLane(
  context: CanvasRenderingContext2D,
  lane: Lane,
  view: Span,
  widthPx: number,
  palette: Palette,
  { selected, hovered }: Marked,
): void {
  const { segments, levels, levelCount } = lane.index;
  const { from, to } = lane.index.range(view);
  const dense = Array.from({ length: levelCount }, () => new DensityColumns(widthPx));
  const marked: (readonly [Segment, Box])[] = [];
  for (let i = from; i < to; i++) {
    const segment = segments[i]!;
    if (segment.endUs < view.startUs) continue;
    const left = usToPx(view, widthPx, segment.startUs);
    const width = usToPx(view, widthPx, segment.endUs) - left;
    const isMarked = selected.has(segment.id) || segment.id === hovered;
    if (width < COLUMN_PX && !isMarked && !isEvent(segment)) {
      dense[levels[i]!]!.add(left + width / 2, colourOf(segment, palette));
      continue;
    }
    const box = { left, width: Math.max(COLUMN_PX, width), ...levelBox(lane, levels[i]!) };
    if (isMarked) marked.push([segment, box]);
    else paintSegment(context, lane, segment, box, widthPx, palette);
  }
  dense.forEach((columns, level) => {
    const { top, height } = levelBox(lane, level);
    columns.forEach((x, first, last, colour) => {
      context.fillStyle = colour;
      context.fillRect(x, top + first * height, COLUMN_PX, (last - first) * height);
    });
  });
  // On top, so that neighbours never hide which are picked out.
  for (const [segment, box] of marked) {
    paintSegment(context, lane, segment, box, widthPx, palette);
    paintMark(context, segment, box, palette, selected.has(segment.id));
  }
}

function colourOf({ label }: Segment, palette: Palette): string {
  return palette.colour(labelColour(label));
}

function paintSegment(
  context: CanvasRenderingContext2D,
  { track: { kind } }: Lane,
  segment: Segment,
  box: Box,
  widthPx: number,
  palette: Palette,
): void {
  const colour = colourOf(segment, palette);
  if (isEvent(segment)) {
    paintFlag(context, kind === "truth", segment, box, colour, palette);
    return;
  }
  // Far beyond the view there is nothing to draw, and canvases lose precision there.
  const left = Math.max(-8, box.left);
  const shown = { ...box, left, width: Math.min(widthPx + 8, box.left + box.width) - left };
  paintBox(context, kind, shown, colour, segment.confidence);
  const ink = textColour(kind, palette);
  if (segment.peakUs !== null && box.width > 8) {
    const share = (segment.peakUs - segment.startUs) / (segment.endUs - segment.startUs);
    context.fillStyle = ink;
    context.fillRect(Math.round(box.left + share * box.width), box.top + box.height - 5, 1.5, 5);
  }
  const words = paintWords(context, kind, segment, shown, widthPx, palette, ink);
  if (segment.quality !== null && !words.includes(segment.quality) && shown.width > 10) {
    paintQuality(context, segment.quality, shown, palette, ink);
  }
}

/** Letter, label and quality, as much of it as there is room for. @returns what was written */
function paintWords(
  context: CanvasRenderingContext2D,
  kind: TrackKind,
  { label, quality }: Segment,
  { left, top, width, height }: Box,
  widthPx: number,
  palette: Palette,
  ink: string,
): string {
  const from = Math.max(0, left);
  const room = Math.min(widthPx, left + width) - from - 8;
  if (room < 6 || height < LEAST_TEXT_PX) return "";
  context.font = `650 11px ${palette.font}`;
  const letter = labelLetter(label);
  const choices = [`${letter}  ${label}`, letter];
  if (quality !== null) choices.unshift(`${letter}  ${label} · ${quality}`);
  const words = choices.find((each) => context.measureText(each).width <= room + (each === letter ? 4 : 0)) ?? "";
  if (kind === "prediction") {
    // Letters on hatching are read only with a rim of the ground about them.
    context.strokeStyle = palette.colour("--ground-panel");
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(words, from + 5, top + height / 2 + 0.5);
  }
  context.fillStyle = ink;
  context.fillText(words, from + 5, top + height / 2 + 0.5);
  return words;
}

/** A dot in the quality's colour, on the upper right, where its name finds no room. */
function paintQuality(
  context: CanvasRenderingContext2D,
  quality: string,
  box: Box,
  palette: Palette,
  ink: string,
): void {
  context.beginPath();
  context.arc(box.left + box.width - 5, box.top + 5, 2.5, 0, 2 * Math.PI);
  context.fillStyle = palette.colour(labelColour(quality));
  context.fill();
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.stroke();
}

function flagBox({ left, top, height }: Box): Box {
  return { left, top, width: FLAG_PX, height: Math.min(FLAG_PX, height) };
}

/** An event: a pole at its moment, with a flag that bears the letter. */
function paintFlag(
  context: CanvasRenderingContext2D,
  solid: boolean,
  { label }: Segment,
  box: Box,
  colour: string,
  palette: Palette,
): void {
  const flag = flagBox(box);
  context.fillStyle = colour;
  context.fillRect(box.left - 0.75, box.top, 1.5, box.height);
  context.beginPath();
  context.rect(flag.left, flag.top, flag.width, flag.height);
  context.fillStyle = solid ? colour : palette.colour("--ground-panel");
  context.fill();
  if (!solid) {
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.stroke();
  }
  if (flag.height < LEAST_TEXT_PX) return;
  context.font = `650 11px ${palette.font}`;
  context.fillStyle = solid ? palette.colour("--on-label") : palette.text;
  context.fillText(labelLetter(label), flag.left + 3.5, flag.top + flag.height / 2 + 0.5);
}

/** Selected: the accent with a seam of the ground, so that it stands out from any label's colour. Hovered: a thin line. */
function paintMark(
  context: CanvasRenderingContext2D,
  segment: Segment,
  box: Box,
  palette: Palette,
  selected: boolean,
): void {
  const around = isEvent(segment) ? flagBox(box) : box;
  if (selected) {
    context.strokeStyle = palette.colour("--ground-panel");
    context.lineWidth = 1;
    roundBox(context, around, 1.5);
    context.stroke();
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    roundBox(context, around, 0);
    context.stroke();
  } else {
    context.strokeStyle = palette.text;
    context.lineWidth = 1;
    roundBox(context, around, 0.5);
    context.stroke();
  }
}
