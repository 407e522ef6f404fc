import type { Palette } from "../../../timeline/core/palette.ts";
import { niceCeil } from "../../../timeline/core/yScale.ts";
import { type Curve, type CurveKind, curveValue, rangeOf } from "../../../training/curves.ts";

const GUTTER_PX = 44;
const FOOT_PX = 18;
const FONT_PX = 11;
const GRID_LINES = 4;
/** Folds before the newest one: there to compare with, not to read. */
const FAINT = 0.28;
/** Dashes tell validation without its colour, too. */
const DASH = [4, 3];

/** All curves over epochs: training solid, validation dashed, the newest fold in full light over the others. */
export function paintCurves(
  canvas: HTMLCanvasElement,
  curves: readonly Curve[],
  kind: CurveKind,
  palette: Palette,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const ratio = devicePixelRatio;
  const [width, height] = [Math.max(1, canvas.clientWidth), Math.max(1, canvas.clientHeight)];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { lastEpoch, highest } = rangeOf(curves, kind);
  const top = kind === "accuracy" ? 1 : niceCeil(highest);
  const lastShown = Math.max(2, lastEpoch);
  const x = (epoch: number) => GUTTER_PX + ((epoch - 1) / (lastShown - 1)) * (width - GUTTER_PX - 8);
  const y = (value: number) => 6 + (1 - value / top) * (height - FOOT_PX - 6);

  context.font = `${FONT_PX}px ${palette.font}`;
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (let line = 0; line <= GRID_LINES; line++) {
    const value = (top * line) / GRID_LINES;
    context.strokeStyle = line === 0 ? palette.zero : palette.grid;
    context.beginPath();
    context.moveTo(GUTTER_PX, y(value));
    context.lineTo(width - 8, y(value));
    context.stroke();
    context.fillStyle = palette.axis;
    context.fillText(
      kind === "accuracy" ? `${100 * value} %` : String(Number(value.toPrecision(2))),
      GUTTER_PX - 6,
      y(value),
    );
  }
  context.textBaseline = "bottom";
  context.textAlign = "left";
  context.fillText("1", GUTTER_PX, height - 2);
  context.textAlign = "right";
  context.fillText(String(lastEpoch), width - 8, height - 2);

  const stroke = (curve: Curve, of: "training" | "validation") => {
    context.strokeStyle = of === "training" ? palette.accent : palette.text;
    context.setLineDash(of === "training" ? [] : DASH);
    context.beginPath();
    for (const point of curve.points) {
      const value = curveValue(point, kind, of);
      if (value !== null && Number.isFinite(value)) context.lineTo(x(point.epoch), y(value));
    }
    context.stroke();
  };
  curves.forEach((curve, place) => {
    const newest = place === curves.length - 1;
    context.globalAlpha = newest ? 1 : FAINT;
    context.lineWidth = newest ? 1.75 : 1;
    stroke(curve, "training");
    stroke(curve, "validation");
  });
  context.globalAlpha = 1;
  context.setLineDash([]);
}
