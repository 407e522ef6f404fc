import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { launchBrowser, serveFolder } from "./browser.ts";
import type { Scene } from "./drawing/memoryCapture.ts";
import type { Redraw } from "./drawing/page.ts";
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

async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const root = join(import.meta.dirname, "drawing");
  await build({
    configFile: false,
    root,
    logLevel: "error",
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(root, "page.html") } },
  });
  return outDir;
}

export async function run(): Promise<object> {
  const folder = await buildPage();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const results: Record<string, object> = {};
    for (const [scene, options] of Object.entries(SCENES)) {
      console.error(`  ${scene}`);
      // A page of its own for each: the arrays of one are gone before the next ones come.
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(300_000);
      await page.goto(`${server.address}/page.html`);
      await page.waitForFunction(() => "drawing" in window);
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
