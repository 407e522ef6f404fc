import uPlot from "uplot";
import type { Palette } from "./palette.ts";
import { placeLabels } from "./timeLabels.ts";
import type { YRange } from "./yScale.ts";

export interface FrameOptions {
  /** Room for the vertical axis, left of the plot, CSS pixels. Frames that stand under each other share it. */
  readonly gutterPx: number;
  /** Where the time axis has its numbers; its grid lines are always there. */
  readonly timeAxis: "top" | "bottom" | "none";
  /** The unit beside the highest number of the vertical axis; null for no vertical axis. */
  readonly unit: string | null;
  readonly formatTime: (seconds: number, stepS: number) => string;
  /** Frames of one key share the pointer's line. */
  readonly syncKey?: string;
}

const FONT_PX = 11;
export const TIME_AXIS_PX = 26;
/** The head of a playhead that stands at an end must not hide the number there. */
const TIME_INSET_PX = 7;
/** Between the plot and the numbers of the time axis. */
const TIME_GAP_PX = 4;

/** Steps of a time axis in seconds: decimal below a minute, then the clock's own. */
const TIME_STEPS_S = [
  ...[1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10].flatMap((power) => [power, 2 * power, 5 * power]).filter((s) => s <= 20),
  ...[30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400],
];

/**
 * Axes, grid and cursor of one plot, by uPlot; what fills the plot is painted by others into `fill`, which lies
 * on the grid and under the cursor, and is as large as the plot, in device pixels.
 */
export class PlotFrame {
  readonly fill: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly #plot: uPlot;
  readonly #options: FrameOptions;
  #palette: Palette;
  #y: YRange = { min: -1, max: 1 };
  #times: readonly { readonly atS: number; readonly words: string }[] = [];

  constructor(host: HTMLElement, palette: Palette, options: FrameOptions) {
    this.#palette = palette;
    this.#options = options;
    this.#plot = new uPlot(this.#uplotOptions(), [[0, 1], [null, null] as unknown as number[]], host);
    this.fill = document.createElement("canvas");
    this.#plot.over.prepend(this.fill);
    this.context = this.fill.getContext("2d")!;
  }

  /** Nothing but times, above what stands under it. */
  static ruler(host: HTMLElement, palette: Palette, options: Pick<FrameOptions, "gutterPx" | "formatTime">): PlotFrame {
    return new PlotFrame(host, palette, { ...options, unit: null, timeAxis: "top" });
  }

  /** The element over the plot, which takes the pointer. */
  get over(): HTMLElement {
    return this.#plot.over;
  }

  /** Device pixels. */
  get width(): number {
    return this.fill.width;
  }

  get height(): number {
    return this.fill.height;
  }

  /** Size of the whole frame, axes and all, in CSS pixels. The fill is blank afterwards. */
  resize(width: number, height: number): void {
    this.#plot.batch(() => this.#plot.setSize({ width, height }));
    const { width: plotWidth, height: plotHeight } = this.#plot.bbox;
    this.fill.width = Math.max(1, Math.round(plotWidth));
    this.fill.height = Math.max(1, Math.round(plotHeight));
  }

  /** Draws the axes for this view at once, not in a later microtask, so that they never lag behind the fill. */
  show(startS: number, endS: number, y: YRange): void {
    this.#y = y;
    this.#plot.batch(() => {
      this.#plot.setScale("x", { min: startS, max: endS });
      this.#plot.setScale("y", { min: y.min, max: y.max });
    });
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#plot.redraw(false, true);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #uplotOptions(): uPlot.Options {
    const { timeAxis, unit, gutterPx, formatTime, syncKey } = this.#options;
    const grid = { stroke: () => this.#palette.grid, width: 1 };
    const font = () => `${FONT_PX}px ${this.#palette.font}`;
    const axis = { stroke: () => this.#palette.axis, font: font(), ticks: { show: false }, grid };
    const numbers = timeAxis !== "none";
    return {
      width: 300,
      height: 100,
      legend: { show: false },
      cursor: {
        show: syncKey !== undefined,
        y: false,
        points: { show: false },
        // Pointer gestures are ours; uPlot only draws its line and follows the pointer.
        bind: { mousedown: () => null, mouseup: () => null, dblclick: () => null, click: () => null },
        drag: { x: false, y: false, setScale: false },
        ...(syncKey === undefined ? {} : { sync: { key: syncKey, setSeries: false } }),
      },
      padding: [0, 0, 0, unit === null ? gutterPx : 0],
      scales: {
        x: { time: false, auto: false },
        y: { auto: false, range: () => [this.#y.min, this.#y.max] },
      },
      axes: [
        {
          ...axis,
          side: timeAxis === "top" ? 0 : 2,
          size: numbers ? TIME_AXIS_PX : 0,
          space: 90,
          incrs: TIME_STEPS_S,
          // uPlot centres a number on its line, so that those at the ends are cut off: they are drawn in drawAxes.
          values: (_plot, splits, _axis, _space, stepS) => {
            this.#times = numbers ? splits.map((atS) => ({ atS, words: formatTime(atS, stepS) })) : [];
            return splits.map(() => "");
          },
        },
        {
          ...axis,
          show: unit !== null,
          size: gutterPx,
          gap: 6,
          splits: () => ySplits(this.#y),
          values: (_plot, splits) =>
            splits.map((value, i) => formatTick(value) + (i === splits.length - 1 ? ` ${unit}` : "")),
        },
      ],
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: { drawAxes: [(plot) => this.#paintTimes(plot)] },
    };
  }

  #paintTimes({ ctx, bbox, valToPos }: uPlot): void {
    const ratio = devicePixelRatio;
    ctx.font = `${FONT_PX * ratio}px ${this.#palette.font}`;
    ctx.fillStyle = this.#palette.axis;
    ctx.textAlign = "left";
    const top = this.#options.timeAxis === "top";
    ctx.textBaseline = top ? "bottom" : "top";
    const y = top ? bbox.top - TIME_GAP_PX * ratio : bbox.top + bbox.height + TIME_GAP_PX * ratio;
    const labels = this.#times.map(({ atS, words }) => {
      return { atPx: valToPos(atS, "x", true), widthPx: ctx.measureText(words).width, words };
    });
    const fromPx = bbox.left + TIME_INSET_PX * ratio;
    const toPx = bbox.left + bbox.width - TIME_INSET_PX * ratio;
    for (const { leftPx, words } of placeLabels(labels, fromPx, toPx)) ctx.fillText(words, leftPx, y);
  }
}

/** Zero and half way to each end: few lines, round numbers, nothing cut off at the rim. Thirds where zero is out of it. */
export function ySplits({ min, max }: YRange): number[] {
  if (min < 0 && max > 0) return [min / 2, 0, max / 2];
  if (min === 0) return [0, max / 2];
  return [min + (max - min) / 3, min + ((max - min) * 2) / 3];
}

function formatTick(value: number): string {
  const digits = String(Number(value.toPrecision(3)));
  return value < 0 ? `\u2212${digits.slice(1)}` : digits;
}
