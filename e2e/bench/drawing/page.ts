import "../../../renderer/ui/tokens.css";
import "uplot/dist/uPlot.min.css";
import "../../../renderer/timeline/timeline.css";
import "../../../renderer/timeline/tracks.css";
import "../../../renderer/timeline/rows.css";
import { channelGroups } from "../../../renderer/timeline/core/channelGroups.ts";
import { Timeline } from "../../../renderer/timeline/core/timeline.ts";
import { labels } from "./labelsPage.ts";
import { live } from "./livePage.ts";
import { MemoryCapture, type Scene } from "./memoryCapture.ts";
import { panning } from "./panningPage.ts";
import { plainPlots } from "./plainPlots.ts";

/** The ruler in time and, under it, the one in samples. */
const RULERS_PX = 27 + 19;

/** Something that shows a stretch of the capture, in seconds, at once. */
export interface Rival {
  show(fromS: number, toS: number): void;
  end(): void;
}

/** Milliseconds of one redraw: `script` is ours alone, `total` has the raster forced. */
export interface Redraw {
  readonly scriptMs: number;
  readonly totalMs: number;
}

/** Reading a pixel back makes the browser carry out all drawing that it had put off. */
function forceRaster(stage: HTMLElement): void {
  for (const canvas of stage.querySelectorAll("canvas")) canvas.getContext("2d")!.getImageData(0, 0, 1, 1);
}

function redraws(stage: HTMLElement, rival: Rival, seconds: number, lengthS: number, times: number): Redraw[] {
  const all: Redraw[] = [];
  // The first ones warm up caches and the compiler; they are thrown away.
  for (let i = -3; i < times; i++) {
    const fromS = Math.min(seconds - lengthS, ((seconds - lengthS) * (i + 3)) / (times + 3));
    const start = performance.now();
    rival.show(fromS, fromS + lengthS);
    const script = performance.now();
    forceRaster(stage);
    const end = performance.now();
    if (i >= 0) all.push({ scriptMs: script - start, totalMs: end - start });
  }
  return all;
}

const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function ringside(
  stage: HTMLElement,
  memory: MemoryCapture,
): Promise<Rival & { warm(lengthS: number): Promise<void> }> {
  const timeline = new Timeline(stage, memory, memory.capture);
  await settle(300);
  const show = (fromS: number, toS: number) => {
    timeline.view = { startUs: fromS * 1e6, endUs: toS * 1e6 };
    timeline.renderNow();
  };
  return {
    show,
    end: () => timeline.destroy(),
    // Tiles come by promises; in the benchmark of drawing they are to be here already.
    async warm(lengthS) {
      const { seconds } = memory;
      for (let i = 0; i <= 40; i++) {
        const fromS = ((seconds - lengthS) * i) / 40;
        show(fromS, fromS + lengthS);
        await settle(0);
      }
    },
  };
}

/** Draws a scene whole, a tenth of it and ten seconds of it, with Ringside's timeline and with uPlot on all samples. */
async function run(scene: Scene, times: number, plainTimes: number) {
  const stage = document.getElementById("stage")!;
  const memory = new MemoryCapture(scene);
  const tracks = memory.capture.streams.flatMap((stream) => channelGroups(stream.format)).length;
  stage.style.width = `${scene.widthPx + 194}px`;
  stage.style.height = `${scene.heightPx + tracks + RULERS_PX + 48 + 2}px`;
  stage.className = "ringside-plot timeline";
  const lengths = { full: memory.seconds, tenth: memory.seconds / 10, tenSeconds: 10 };
  const ours: Record<string, Redraw[]> = {};
  const timeline = await ringside(stage, memory);
  for (const [view, lengthS] of Object.entries(lengths)) {
    await timeline.warm(lengthS);
    ours[view] = redraws(stage, timeline, memory.seconds, lengthS, times);
  }
  timeline.end();
  stage.className = "";
  const plain: Record<string, Redraw[]> = {};
  const naive = plainPlots(stage, memory, scene);
  for (const [view, lengthS] of Object.entries(lengths)) {
    plain[view] = redraws(stage, naive, memory.seconds, lengthS, plainTimes);
  }
  naive.end();
  return { tracks, ours, plain };
}

declare global {
  interface Window {
    drawing: typeof run;
    labels: typeof labels;
    live: typeof live;
    panning: typeof panning;
  }
}
window.drawing = run;
window.labels = labels;
window.live = live;
window.panning = panning;
