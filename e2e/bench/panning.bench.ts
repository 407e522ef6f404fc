import { rm } from "node:fs/promises";
import { launchBrowser, openBenchPage, serveFolder } from "./browser.ts";
import type { Panned } from "./drawing/panningPage.ts";
import { buildDrawingPage } from "./drawingPage.ts";
import { median, rounded } from "./measure.ts";

/**
 * Panning 10 h of two gloves with 10,000 segments in four tracks, 300 frames each of the whole hour and of a minute:
 * milliseconds until a frame is painted, and how many frames of a 60 Hz screen were missed; beside the same without any
 * label. Device pixel ratio 1, software raster.
 */
export const name = "panning";

const SCENE = { streams: 2, channels: 6, rateHz: 119, rows: 36_000 * 119, widthPx: 1200, heightPx: 600 };
const SEGMENTS = 10_000;
const FRAMES = 300;
const VIEWS = { hour: 3600e6, minute: 60e6 };
const FRAME_MS = 1000 / 60;

function figures({ workMs, apartMs }: Panned) {
  const sorted = workMs.toSorted((a, b) => a - b);
  const dropped = apartMs.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
  return {
    medianMs: rounded(median(sorted)),
    p95Ms: rounded(sorted[Math.floor(sorted.length * 0.95)]!),
    dropped,
    of: FRAMES,
  };
}

export async function run(): Promise<object> {
  const folder = await buildDrawingPage();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const page = await openBenchPage(browser, server.address);
    const views = await page.evaluate(
      ([scene, segments, frames, lengths]) => window.panning(scene, segments, frames, lengths),
      [SCENE, SEGMENTS, FRAMES, Object.values(VIEWS)] as const,
    );
    return Object.fromEntries(
      Object.keys(VIEWS).map((view, i) => {
        const each = views[i]!;
        return [view, { withSegments: figures(each.with), withoutLabels: figures(each.without) }];
      }),
    );
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
