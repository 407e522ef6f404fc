import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { launchBrowser, serveFolder } from "./browser.ts";
import { buildBenchPage } from "./drawingPage.ts";
import { rounded } from "./measure.ts";
import type { Rival } from "./seek/page.ts";

/**
 * From the wish for a frame until it is on the screen, and how many of the frames were the right ones, read back from
 * their pixels: the studio's seeks of a media element, beside decoding by WebCodecs from the key frame on. Ten minutes of
 * H.264 at 30 frames a second with a key frame each second, painted frame numbers, without a GPU. Decoding is most of
 * it, so `decodeMs` says what one frame costs this machine.
 * With RINGSIDE_RECORDINGS also on video-frame-counter, converted as the studio does.
 */
export const name = "seek";

const SECONDS = 600;
const RATE_HZ = 30;
const SEEKS = 100;
const SIZES = { "640x360": 640, "1280x720": 1280 } as const;
const RIVALS = ["element", "decoder"] as const satisfies readonly Rival[];

const execute = promisify(execFile);
const ffmpeg = (...args: string[]) => execute("ffmpeg", ["-v", "error", "-y", ...args]);
const CODING = ["-c:v", "libx264", "-preset", "superfast", "-crf", "26", "-pix_fmt", "yuv420p", "-g", String(RATE_HZ)];

async function paint(path: string, width: number): Promise<void> {
  const cell = width / 16;
  const squares = Array.from({ length: 16 }, (_, bit) => {
    const place = `x=${bit * cell}:y=0:w=${cell}:h=${cell}:t=fill`;
    const on = `mod(floor(n/${2 ** bit})\\,2)`;
    return `drawbox=${place}:color=black,drawbox=${place}:color=white:enable='${on}'`;
  });
  const picture = `testsrc2=s=${width}x${(width * 9) / 16}:r=${RATE_HZ}:d=${SECONDS},${squares.join(",")}`;
  await ffmpeg("-f", "lavfi", "-i", picture, ...CODING, "-movflags", "+faststart", path);
}

/** What decoding a frame costs with nothing around it: the mean of the first 20 seconds. */
async function decodeMs(path: string): Promise<number> {
  const from = performance.now();
  await ffmpeg("-threads", "1", "-t", "20", "-i", path, "-f", "null", "-");
  return (performance.now() - from) / (20 * RATE_HZ);
}

async function measure(page: Page, wishes: readonly number[]) {
  const seen: Record<Rival, { ms: number; right: boolean }[]> = { element: [], decoder: [] };
  // One after the other, so that both see the same weather.
  for (const index of wishes)
    for (const rival of RIVALS) {
      const { ms, read } = await page.evaluate(([who, at]) => window.seeking[who](at), [rival, index] as const);
      seen[rival].push({ ms, right: read === index });
    }
  return Object.fromEntries(
    RIVALS.map((rival) => {
      const ms = seen[rival].map((each) => each.ms).toSorted((a, b) => a - b);
      const right = seen[rival].filter((each) => each.right).length;
      const share = (part: number) => rounded(ms[Math.floor(ms.length * part)]!);
      return [rival, { p50Ms: share(0.5), p95Ms: share(0.95), right: `${right} of ${ms.length}` }];
    }),
  );
}

/** The same wishes in every run: spread over the film, in no order. */
const spread = (frames: number) => Array.from({ length: SEEKS }, (_, i) => Math.floor(((i * 0.618_034) % 1) * frames));
const steps = (frames: number) => Array.from({ length: SEEKS }, (_, i) => Math.floor(frames / 3) + i);

export async function run(): Promise<object> {
  const folder = await buildBenchPage("seek");
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  const results: Record<string, object> = {};
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(`${server.address}/page.html`);
    await page.waitForFunction(() => "seeking" in window);
    const open = (file: string, painted: boolean) =>
      page.evaluate(([url, says]) => window.seeking.open(url, says), [`${server.address}/${file}`, painted] as const);
    for (const [size, width] of Object.entries(SIZES)) {
      const file = `${size}.mp4`;
      await paint(join(folder, file), width);
      const frames = await open(file, true);
      const cost = rounded(await decodeMs(join(folder, file)));
      results[size] = {
        decodeMs: cost,
        anywhere: await measure(page, spread(frames)),
        steps: await measure(page, steps(frames)),
      };
    }
    const counter = join(process.env.RINGSIDE_RECORDINGS ?? "", "video-frame-counter", "mock_session.mp4");
    if (existsSync(counter)) {
      await ffmpeg("-i", counter, ...CODING, "-an", "-fps_mode", "passthrough", join(folder, "counter.mp4"));
      const frames = await open("counter.mp4", false);
      results["video-frame-counter"] = { frames, anywhere: await measure(page, spread(frames)) };
    }
    return results;
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
