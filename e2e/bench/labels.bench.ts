import { rm } from "node:fs/promises";
import { launchBrowser, openBenchPage, serveFolder } from "./browser.ts";
import { buildDrawingPage } from "./drawingPage.ts";
import { median, rounded } from "./measure.ts";

/**
 * 10,000 segments on two gloves in an hour of 18 channels at 476 Hz: milliseconds from a pointer that lets go of an edge,
 * a step of that drag, and an edit by key, until the page has painted it (aim: under 50); and a redraw of the whole
 * timeline while panning, with the lanes and with all of them hidden. Device pixel ratio 1, software raster.
 */
export const name = "labels";

const SCENE = { streams: 2, channels: 9, rateHz: 476, rows: 3600 * 476, widthPx: 1200, heightPx: 600 };
const SEGMENTS = 10_000;
const TIMES = 40;

function figures(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return { medianMs: rounded(median(sorted)), p95Ms: rounded(sorted[Math.floor(sorted.length * 0.95)]!) };
}

export async function run(): Promise<object> {
  const folder = await buildDrawingPage();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const page = await openBenchPage(browser, server.address);
    const { drags, steps, keys, panning } = await page.evaluate(
      ([scene, segments, times]) => window.labels(scene, segments, times),
      [SCENE, SEGMENTS, TIMES] as const,
    );
    return {
      editToPaint: { dragLetGo: figures(drags), stepOfADrag: figures(steps), key: figures(keys) },
      redrawWhilePanning: Object.fromEntries(
        Object.entries(panning).map(([view, { withMs, withoutMs }]) => [
          view,
          { withLanes: figures(withMs), lanesHidden: figures(withoutMs) },
        ]),
      ),
    };
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
