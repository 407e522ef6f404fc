import { rm } from "node:fs/promises";
import { launchBrowser, openBenchPage, serveFolder } from "./browser.ts";
import type { Scene } from "./drawing/memoryCapture.ts";
import type { Redraw } from "./drawing/page.ts";
import { buildDrawingPage } from "./drawingPage.ts";
import { median, rounded } from "./measure.ts";

/**
 * Redraws of the timeline (axes, ruler and all tracks) while panning, against plain uPlot on the whole arrays in the
 * same page: script alone, and with the raster forced. Device pixel ratio 1, software raster.
 */
export const name = "drawing";

const SCENES: Readonly<Record<string, Scene>> = {
  "1 h x 18 channels x 476 Hz": {
    streams: 2,
    channels: 9,
    rateHz: 476,
    rows: 3600 * 476,
    widthPx: 1200,
    heightPx: 600,
  },
  "10 h x 6 channels x 119 Hz": {
    streams: 1,
    channels: 6,
    rateHz: 119,
    rows: 36_000 * 119,
    widthPx: 1200,
    heightPx: 400,
  },
  "10 M points x 7": { streams: 1, channels: 7, rateHz: 400, rows: 10_000_000, widthPx: 1200, heightPx: 400 },
};

const TIMES = 60;
/** Plain uPlot takes up to a second a redraw. */
const PLAIN_TIMES = 5;

type Views = Readonly<Record<string, readonly Redraw[]>>;

function figures(redraws: readonly Redraw[]) {
  const totals = redraws.map((redraw) => redraw.totalMs).toSorted((a, b) => a - b);
  return {
    scriptMs: rounded(median(redraws.map((redraw) => redraw.scriptMs))),
    totalMs: rounded(median(totals)),
    /** The one that nothing else on the machine disturbed. */
    leastMs: rounded(totals[0]!),
    p95Ms: rounded(totals[Math.floor(totals.length * 0.95)]!),
  };
}

function compare(ours: Views, plain: Views) {
  return Object.fromEntries(
    Object.keys(ours).map((view) => {
      const [mine, theirs] = [figures(ours[view]!), figures(plain[view]!)];
      return [view, { ringside: mine, plainUplot: theirs, timesFaster: rounded(theirs.totalMs / mine.totalMs) }];
    }),
  );
}

export async function run(): Promise<object> {
  const folder = await buildDrawingPage();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const results: Record<string, object> = {};
    for (const [scene, options] of Object.entries(SCENES)) {
      console.error(`  ${scene}`);
      // A page of its own for each: the arrays of one are gone before the next ones come.
      const page = await openBenchPage(browser, server.address);
      const { tracks, ours, plain } = await page.evaluate(
        ([each, times, plainTimes]) => window.drawing(each, times, plainTimes),
        [options, TIMES, PLAIN_TIMES] as const,
      );
      results[scene] = { tracks, ...compare(ours, plain) };
      await page.close();
    }
    return results;
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
