import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { NO_COUNTS } from "#domain/captures.ts";
import type { ProjectStore } from "#host/store/api.ts";
import { openProjectStore } from "#host/store/open.ts";
import { startStudio } from "../journeys/studio.ts";
import { launchBrowser } from "./browser.ts";
import { sceneChannels, sceneRows } from "./drawing/memoryCapture.ts";
import { median, rounded } from "./measure.ts";

/**
 * From choosing a capture to its whole picture, on the real studio: SQLite, host, loopback server, Chromium. Beside it
 * the plain way in the same page: fetch every sample and give it to uPlot.
 */
export const name = "opening";

interface Stored {
  readonly streams: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly rows: number;
}

const CAPTURES: Readonly<Record<string, Stored>> = {
  "1 h x 18 channels x 476 Hz": { streams: 2, channels: 9, rateHz: 476, rows: 3600 * 476 },
  "10 h x 6 channels x 119 Hz": { streams: 1, channels: 6, rateHz: 119, rows: 36_000 * 119 },
  "10 M points x 7": { streams: 1, channels: 7, rateHz: 400, rows: 10_000_000 },
};

interface PlainCapture {
  readonly captureId: string;
  readonly streamIds: readonly number[];
  readonly stored: Stored;
}

const RUNS = 7;
/** Rows given to the journal at once: it writes them in the background, so memory stays small. */
const BLOCK_ROWS = 100_000;

async function record(store: ProjectStore, title: string, stored: Stored): Promise<PlainCapture> {
  const { streams, channels, rateHz, rows } = stored;
  const format = { sampleType: "int16", nominalRateHz: rateHz, channels: sceneChannels(channels) } as const;
  const hands = ["left", "right"] as const;
  const journal = await store.begin({
    name: title,
    createdAtMs: Date.now(),
    label: null,
    metadata: {},
    streams: hands.slice(0, streams).map((hand) => ({
      device: { id: `simulated:${hand}`, name: `Bench ${hand}`, kind: "simulated", simulated: true },
      hand,
      format,
    })),
  });
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const block = sceneRows(channels, rateHz, from, Math.min(rows, from + BLOCK_ROWS));
    for (const { id } of journal.capture.streams) journal.append(id, from, block.slice(), []);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const ends = journal.capture.streams.map(({ id }) => {
    return { streamId: id, clock: { startUs: 0, rateHz }, clockResidualUs: 10, counts: NO_COUNTS };
  });
  await journal.finish(ends, Math.round((rows / rateHz) * 1e6), () => {});
  return { captureId: journal.capture.id, streamIds: journal.capture.streams.map(({ id }) => id), stored };
}

/** Milliseconds from the choice to the whole picture; the mark is set by the timeline itself. */
function openInStudio(page: Page, captureId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const mark = "timeline.firstPicture";
    performance.clearMarks(mark);
    location.hash = "#/captures";
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    location.hash = `#/captures/${id}`;
    for (;;) {
      const [seen] = performance.getEntriesByName(mark);
      if (seen) return seen.startTime - start;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }, captureId);
}

function openPlainly(page: Page, capture: PlainCapture): Promise<number> {
  return page.evaluate(async ({ captureId, streamIds, stored }) => {
    const { rows, channels, rateHz } = stored;
    // biome-ignore lint/suspicious/noExplicitAny: the page has uPlot as a global, as its script tag gives it.
    const UPlot = (window as any).uPlot;
    const host = document.body.appendChild(document.createElement("div"));
    const start = performance.now();
    for (const streamId of streamIds) {
      const times = Float64Array.from({ length: rows }, (_, i) => i / rateHz);
      const columns = Array.from({ length: channels }, () => new Float32Array(rows));
      const most = 1_000_000;
      for (let from = 0; from < rows; from += most) {
        const answer = await fetch(
          `bulk/captures/${captureId}/streams/${streamId}/samples?from=${from}&to=${from + most}`,
        );
        const bytes = await answer.arrayBuffer();
        const values = new Int16Array(bytes, 16 + 16 * new DataView(bytes).getUint32(8, true));
        for (let i = 0; i < values.length; i++) columns[i % channels]![from + Math.floor(i / channels)] = values[i]!;
      }
      const series = [{}, ...columns.map(() => ({ stroke: "#4aa8f2", points: { show: false } }))];
      const size = { width: 1200, height: 400 / streamIds.length };
      new UPlot(
        { ...size, legend: { show: false }, scales: { x: { time: false } }, series },
        [times, ...columns],
        host,
      );
    }
    // uPlot draws in a microtask; reading a pixel back forces the raster.
    await Promise.resolve();
    for (const canvas of host.querySelectorAll("canvas")) canvas.getContext("2d")!.getImageData(0, 0, 1, 1);
    const ms = performance.now() - start;
    host.remove();
    return ms;
  }, capture);
}

export async function run(): Promise<object> {
  await build({ logLevel: "error" });
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const project = join(folder, "Bench.ringside");
  const recorded = new Map<string, PlainCapture>();
  const store = await openProjectStore(project, { create: true });
  for (const [title, stored] of Object.entries(CAPTURES)) {
    console.error(`  recording ${title}`);
    recorded.set(title, await record(store, title, stored));
  }
  await store.close();
  const studio = await startStudio(folder, ["--project", project]);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(studio.nextAddress());
    await page.waitForFunction(() => document.querySelector("header") !== null);
    const uplot = createRequire(import.meta.url).resolve("uplot/dist/uPlot.iife.min.js");
    await page.addScriptTag({ content: readFileSync(uplot, "utf8") });
    const results: Record<string, object> = {};
    for (const [title, capture] of recorded) {
      console.error(`  opening ${title}`);
      const all: number[] = [];
      for (let i = 0; i < RUNS; i++) all.push(await openInStudio(page, capture.captureId));
      const plainMs = await openPlainly(page, capture);
      const ms = median(all);
      results[title] = {
        firstPictureMs: rounded(ms),
        veryFirstMs: rounded(all[0]!),
        leastMs: rounded(Math.min(...all)),
        plainUplotMs: rounded(plainMs),
        timesFaster: rounded(plainMs / ms),
      };
    }
    return results;
  } finally {
    await browser.close();
    await studio.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
