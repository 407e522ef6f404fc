import type { TraceStyle } from "./columnImage.ts";
import type { IndexLine } from "./fillColumns.ts";
import type { Piece } from "./streamTiles.ts";

/** From this distance on (device pixels), each sample has a dot: what stands between two dots was not measured. */
const DOTS_FROM_PX = 4;

/** `#rrggbb` of a pixel (0xAABBGGRR). */
function css(pixel: number): string {
  const part = (shift: number) => ((pixel >>> shift) & 255).toString(16).padStart(2, "0");
  return `#${part(0)}${part(8)}${part(16)}`;
}

/** Draws raw samples as smooth lines, for views in which samples stand apart. Lines end where rows are missing. */
export function paintLines(
  context: CanvasRenderingContext2D,
  pieces: readonly Piece[],
  traces: readonly TraceStyle[],
  zeroPx: number,
  { x0, perRow }: IndexLine,
  devicePixelRatio: number,
): void {
  const dots = perRow >= DOTS_FROM_PX * devicePixelRatio;
  const radius = Math.min(3, 1 + perRow / 12) * devicePixelRatio;
  context.lineWidth = 1.25 * devicePixelRatio;
  context.lineJoin = "round";
  for (const trace of traces) {
    const line = new Path2D();
    const dot = new Path2D();
    let before: number | null = null;
    eachSample(pieces, trace.channel, (index, value) => {
      const x = x0 + index * perRow + 0.5;
      const y = zeroPx - value * trace.pxPerRaw;
      if (before === index - 1) line.lineTo(x, y);
      else line.moveTo(x, y);
      if (dots) dot.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      before = index;
    });
    context.strokeStyle = css(trace.edge);
    context.stroke(line);
    context.fillStyle = css(trace.edge);
    context.fill(dot);
  }
}

function eachSample(pieces: readonly Piece[], channel: number, visit: (index: number, value: number) => void): void {
  for (const { slice, fromIndex, toIndex } of pieces) {
    let row = 0;
    for (const run of slice.runs) {
      const to = Math.min(run.firstIndex + run.rows, toIndex);
      for (let index = Math.max(run.firstIndex, fromIndex); index < to; index++) {
        visit(index, slice.values[(row + index - run.firstIndex) * slice.width + channel]!);
      }
      row += run.rows;
    }
  }
}
