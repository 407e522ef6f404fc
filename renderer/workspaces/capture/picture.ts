import { bulkPaths } from "#contract/bulk.ts";
import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import type { Channel, StreamFormat } from "#domain/channels.ts";
import { binRows } from "#domain/pyramid.ts";

/** A picture is about this wide; fewer bins than that would show as blocks, so that a short capture is read raw. */
const WIDTH_PX = 360;

export function pathOf(captureId: string, { id, endIndex, pyramidLevels }: CaptureStream): string {
  let level = pyramidLevels - 1;
  while (level >= 0 && endIndex / binRows(level) < WIDTH_PX) level--;
  if (level < 0) return bulkPaths.samples(captureId, id, 0, endIndex);
  return bulkPaths.pyramid(captureId, id, level, 0, Math.ceil(endIndex / binRows(level)));
}

/** One stream, ready to paint: lowest and highest of each channel of its first kind, for every step in time. */
export interface Band {
  readonly axes: readonly Channel["axis"][];
  readonly steps: number;
  low(step: number, line: number): number;
  high(step: number, line: number): number;
}

export function bandOf({ channels }: StreamFormat, { values, width, runs }: SampleSlice): Band {
  const shown = channels.flatMap(({ kind, axis }, channel) => (kind === channels[0]!.kind ? [{ channel, axis }] : []));
  const axes = shown.map(({ axis }) => axis);
  const steps = values.length / width;
  if (width === channels.length * 2) {
    const at = (step: number, line: number) => step * width + shown[line]!.channel * 2;
    return {
      axes,
      steps,
      low: (step, line) => values[at(step, line)]!,
      high: (step, line) => values[at(step, line) + 1]!,
    };
  }
  // Raw rows: each joins to the one before it, but not across a gap.
  const breaks = new Set<number>([0]);
  let row = 0;
  for (const run of runs) {
    breaks.add(row);
    row += run.rows;
  }
  const value = (step: number, line: number) => values[step * width + shown[line]!.channel]!;
  const before = (step: number, line: number) => value(breaks.has(step) ? step : step - 1, line);
  return {
    axes,
    steps,
    low: (step, line) => Math.min(value(step, line), before(step, line)),
    high: (step, line) => Math.max(value(step, line), before(step, line)),
  };
}

export function paint(canvas: HTMLCanvasElement, bands: readonly Band[]): void {
  canvas.width = Math.max(1, canvas.clientWidth * devicePixelRatio);
  canvas.height = Math.max(1, canvas.clientHeight * devicePixelRatio);
  const context = canvas.getContext("2d");
  if (context === null) return;
  const look = getComputedStyle(canvas);
  const height = canvas.height / bands.length;
  context.globalAlpha = 0.9;
  bands.forEach((band, row) => {
    const top = peakOf(band);
    const y = (raw: number) => (row + 0.5 - (raw / top) * 0.46) * height;
    const step = canvas.width / band.steps;
    band.axes.forEach((axis, line) => {
      context.fillStyle = look.getPropertyValue(`--axis-${axis ?? "none"}`);
      for (let at = 0; at < band.steps; at++) {
        const [low, high] = [band.low(at, line), band.high(at, line)];
        // An empty bin (all lost) has its lowest above its highest.
        if (low > high) continue;
        context.fillRect(at * step, y(high), Math.max(1, step), Math.max(devicePixelRatio, y(low) - y(high)));
      }
    });
  });
}

/** The largest excursion, at least 1 so that it can be divided by. */
function peakOf(band: Band): number {
  let top = 1e-9;
  for (let step = 0; step < band.steps; step++) {
    for (let line = 0; line < band.axes.length; line++) {
      const [low, high] = [band.low(step, line), band.high(step, line)];
      if (low <= high) top = Math.max(top, Math.abs(low), Math.abs(high));
    }
  }
  return top;
}
