import { rm } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { launchBrowser, openBenchPage, serveFolder } from "./browser.ts";
import { buildDrawingPage } from "./drawingPage.ts";
import { rounded } from "./measure.ts";

/**
 * What the live traces of two gloves (9 channels each, 476 Hz, 10 s) cost the page: share of one core that its main
 * thread spends in script, and in all its tasks (with layout, paint and, without a GPU, raster). Beside them uPlot
 * given the whole window for each frame, and a page that shows nothing.
 */
export const name = "live";

const SECONDS = 8;
const GLOVES = 2;
const RATE_HZ = 476;

async function costs(page: Page, rival: "ringside" | "plain" | "nothing") {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (metric: string) => metrics.find((each) => each.name === metric)!.value;
    return { scriptS: of("ScriptDuration"), taskS: of("TaskDuration"), atS: of("Timestamp") };
  };
  const run = (seconds: number) =>
    page.evaluate(([each, gloves, rate, s]) => window.live(each, gloves, rate, s), [
      rival,
      GLOVES,
      RATE_HZ,
      seconds,
    ] as const);
  await run(2);
  const before = await read();
  await run(SECONDS);
  const after = await read();
  await session.detach();
  const wallS = after.atS - before.atS;
  return {
    scriptPercent: rounded(((after.scriptS - before.scriptS) / wallS) * 100),
    tasksPercent: rounded(((after.taskS - before.taskS) / wallS) * 100),
  };
}

export async function run(): Promise<object> {
  const folder = await buildDrawingPage();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  try {
    const page = await openBenchPage(browser, server.address);
    const nothing = await costs(page, "nothing");
    const ringside = await costs(page, "ringside");
    const plainUplot = await costs(page, "plain");
    return {
      ringside,
      plainUplot,
      nothing,
      timesCheaperScript: rounded(plainUplot.scriptPercent / ringside.scriptPercent),
      timesCheaperTasks: rounded(plainUplot.tasksPercent / ringside.tasksPercent),
    };
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
