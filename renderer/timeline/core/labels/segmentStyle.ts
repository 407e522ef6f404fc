import type { TrackKind } from "#domain/labeling/segments.ts";
import type { Palette } from "../palette.ts";

/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const RADIUS_PX = 3;
const HATCH_PX = 6;

export function roundBox(context: CanvasRenderingContext2D, { left, top, width, height }: Box, inset = 0): void {
  context.beginPath();
  const radius = Math.max(0, Math.min(RADIUS_PX, width / 2, height / 2) - inset);
  context.roundRect(left + inset, top + inset, Math.max(0, width - 2 * inset), Math.max(0, height - 2 * inset), radius);
}

/**
 * How a stretch looks, by who says it. Truth is solid; a proposal is an outline; a prediction is hatched, as high as it
 * is sure. `colour` is the label's.
 */
export function paintBox(
  context: CanvasRenderingContext2D,
  kind: TrackKind,
  box: Box,
  colour: string,
  confidence: number | null,
): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (kind === "truth") {
    roundBox(context, box);
    context.fill();
    return;
  }
  context.lineWidth = 1.5;
  if (kind === "proposal") {
    roundBox(context, box, 0.75);
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
    return;
  }
  const height = box.height * (confidence ?? 1);
  const sure: Box = { ...box, top: box.top + box.height - height, height };
  context.save();
  roundBox(context, sure);
  context.globalAlpha = 0.2;
  context.fill();
  context.clip();
  context.globalAlpha = 0.9;
  hatch(context, sure);
  context.restore();
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  roundBox(context, box, 0.5);
  context.stroke();
  context.globalAlpha = 1;
}

/** Diagonal lines that stay where they are while the box is cut off by the view. */
function hatch(context: CanvasRenderingContext2D, { left, top, width, height }: Box): void {
  context.lineWidth = 1.5;
  context.beginPath();
  const bottom = top + height;
  for (let x = Math.floor((left - height) / HATCH_PX) * HATCH_PX; x < left + width; x += HATCH_PX) {
    context.moveTo(x, bottom);
    context.lineTo(x + height, top);
  }
  context.stroke();
}

/** What stands on a box of this kind: dark on the solid ones, the page's text on the others. */
export function textColour(kind: TrackKind, palette: Palette): string {
  return kind === "truth" ? palette.colour("--on-label") : palette.text;
}
