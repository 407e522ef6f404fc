import type { MapPoint } from "#contract/learning.ts";
import type { Palette } from "../../../timeline/core/palette.ts";
import { labelColour, labelLetter } from "../../../ui/labels.ts";
import { type Box, type Camera, toScreen } from "./camera.ts";
import type { Spot } from "./lasso.ts";

/** From this radius on a letter on a dot can be read. */
const LETTER_PX = 6;
const LARGEST_PX = 9;
/** More of them are drawn smaller. */
const FEW = 400;
const MANY = 2500;
/** Most neighbours have another label: worth a look. */
export const ODD = 0.5;
const ASIDE = 0.18;

/** Dots grow while one goes nearer. */
export function radiusOf(points: number, camera: Camera, whole: Camera): number {
  const first = points <= FEW ? 7 : points <= MANY ? 4.5 : 2.5;
  return Math.min(LARGEST_PX, first * Math.sqrt(camera.pxPerUnit / whole.pxPerUnit));
}

interface Picture {
  readonly points: readonly MapPoint[];
  readonly camera: Camera;
  readonly whole: Camera;
  /** Places of those that were chosen; empty: all are shown alike. */
  readonly chosen: ReadonlySet<number>;
  readonly palette: Palette;
}

/** A canvas of the size of its box, empty; null where nothing can be drawn. */
export function cleared(canvas: HTMLCanvasElement): { context: CanvasRenderingContext2D; box: Box } | null {
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const box = { width: Math.max(1, canvas.clientWidth), height: Math.max(1, canvas.clientHeight) };
  canvas.width = Math.round(box.width * devicePixelRatio);
  canvas.height = Math.round(box.height * devicePixelRatio);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  return { context, box };
}

/** Every segment as a dot in its label's colour and, where there is room, with its letter. Odd ones have a ring. */
export function paintMap(canvas: HTMLCanvasElement, { points, camera, whole, chosen, palette }: Picture): void {
  const on = cleared(canvas);
  if (on === null) return;
  const { context, box } = on;
  const radius = radiusOf(points.length, camera, whole);
  const stamps = new Map<string, HTMLCanvasElement>();
  const stampOf = ({ label, odd }: MapPoint) => {
    const key = `${odd >= ODD}/${label}`;
    const known = stamps.get(key) ?? stamp(label, odd >= ODD, radius, palette);
    stamps.set(key, known);
    return known;
  };
  const half = radius + 2;
  const draw = (point: MapPoint) => {
    const { x, y } = toScreen(camera, box, point);
    if (x > -half && y > -half && x < box.width + half && y < box.height + half)
      context.drawImage(stampOf(point), x - half, y - half, 2 * half, 2 * half);
  };
  const isFront = (point: MapPoint, place: number) => (chosen.size > 0 ? chosen.has(place) : point.odd >= ODD);
  context.globalAlpha = chosen.size > 0 ? ASIDE : 1;
  for (const [place, point] of points.entries()) if (!isFront(point, place)) draw(point);
  context.globalAlpha = 1;
  for (const [place, point] of points.entries()) if (isFront(point, place)) draw(point);
  if (radius < LETTER_PX) paintLetters(context, points, (spot) => toScreen(camera, box, spot), palette);
}

/** A dot, drawn once and copied ten thousand times. */
function stamp(label: string, odd: boolean, radius: number, palette: Palette): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const size = 2 * (radius + 2);
  canvas.width = canvas.height = Math.ceil(size * devicePixelRatio);
  const context = canvas.getContext("2d")!;
  context.scale(canvas.width / size, canvas.height / size);
  context.beginPath();
  context.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.colour(labelColour(label));
  context.fill();
  context.lineWidth = odd ? 1.5 : 0.75;
  context.strokeStyle = odd ? palette.text : palette.ground;
  context.stroke();
  if (radius >= LETTER_PX) {
    context.fillStyle = palette.colour("--on-label");
    context.font = `600 ${Math.round(radius * 1.35)}px ${palette.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(labelLetter(label), size / 2, size / 2 + 0.5);
  }
  return canvas;
}

/** Where dots are too small for it, each label's letter stands once in the middle of its own. */
function paintLetters(
  context: CanvasRenderingContext2D,
  points: readonly MapPoint[],
  place: (spot: Spot) => Spot,
  palette: Palette,
): void {
  context.font = `700 15px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 4;
  context.lineJoin = "round";
  for (const [label, own] of Map.groupBy(points, (point) => point.label)) {
    const { x, y } = place({ x: median(own.map((point) => point.x)), y: median(own.map((point) => point.y)) });
    context.strokeStyle = palette.ground;
    context.strokeText(labelLetter(label), x, y);
    context.fillStyle = palette.text;
    context.fillText(labelLetter(label), x, y);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** The line that is being drawn, and a ring around the one that is marked. */
export function paintOver(
  canvas: HTMLCanvasElement,
  line: readonly Spot[],
  marked: { readonly at: Spot; readonly radius: number } | null,
  palette: Palette,
): void {
  const on = cleared(canvas);
  if (on === null) return;
  const { context } = on;
  if (line.length > 1) {
    context.beginPath();
    for (const { x, y } of line) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = palette.range;
    context.fill();
    context.strokeStyle = palette.accent;
    context.setLineDash([4, 3]);
    context.stroke();
    context.setLineDash([]);
  }
  if (marked !== null) {
    context.beginPath();
    context.arc(marked.at.x, marked.at.y, marked.radius + 4, 0, 2 * Math.PI);
    context.strokeStyle = palette.text;
    context.lineWidth = 2;
    context.stroke();
  }
}
