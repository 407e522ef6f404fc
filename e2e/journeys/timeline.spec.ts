import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { Channel } from "#domain/channels.ts";
import { openProjectStore } from "#host/store/open.ts";
import { test as base, expect, startStudio } from "./studio.ts";

/** A capture whose every sample is known: a quiet wave, one peak of one sample, one gap, one clipped stretch. */
const RATE_HZ = 100;
const ROWS = 6000;
const PEAK_AT = 3000;
const PEAK = 30_000;
const GAP = { firstIndex: 1000, rows: 12 };
const CLIP = { firstIndex: 5000, rows: 3 };
const SCALE = 16 / 32768;

const CHANNELS: Channel[] = (["x", "y", "z"] as const).map((axis) => {
  return { name: `Accelerometer${axis}`, kind: "acceleration", axis, unit: "g", scale: SCALE, range: 16 };
});

function sampleX(index: number): number {
  return index === PEAK_AT ? PEAK : 100 + (index % 50);
}

function rows(from: number, to: number): Int16Array<ArrayBuffer> {
  const out = new Int16Array((to - from) * 3);
  for (let index = from; index < to; index++) {
    const clipped = index >= CLIP.firstIndex && index < CLIP.firstIndex + CLIP.rows;
    out.set([sampleX(index), clipped ? 32_767 : -300, 2048], (index - from) * 3);
  }
  return out;
}

async function recordKnown(project: string): Promise<string> {
  const store = await openProjectStore(project, { create: true });
  const device = { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true } as const;
  const format = { sampleType: "int16", nominalRateHz: RATE_HZ, channels: CHANNELS } as const;
  const journal = await store.begin({
    name: "Known",
    createdAtMs: Date.now(),
    label: "Jab",
    metadata: { person: "Anna" },
    streams: [{ device, hand: "left", format }],
  });
  const { id } = journal.capture.streams[0]!;
  journal.append(id, 0, rows(0, GAP.firstIndex), []);
  journal.gap(id, { ...GAP, reason: "lost", exact: true });
  journal.append(id, GAP.firstIndex + GAP.rows, rows(GAP.firstIndex + GAP.rows, ROWS), []);
  const counts = { lost: GAP.rows, corrupt: 0, repeated: 0, clipped: CLIP.rows };
  const clock = { startUs: 0, rateHz: RATE_HZ };
  await journal.finish([{ streamId: id, clock, clockResidualUs: 100, counts }], (ROWS / RATE_HZ) * 1e6, () => {});
  const origin = "simulated";
  const jab = {
    label: "Jab",
    hand: "left",
    startUs: 29_900_000,
    peakUs: 30_000_000,
    endUs: 30_300_000,
    origin: "simulated",
  } as const;
  await store.putTracks({ kind: "truth", name: "Truth", origin }, [{ captureId: journal.capture.id, segments: [jab] }]);
  await store.close();
  return journal.capture.id;
}

const test = base.extend<{ captureId: string }>({
  captureId: async ({ page: _page }, use) => use(knownId),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its pattern.
  studio: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    const project = join(folder, "projects", "Known.ringside");
    knownId = await recordKnown(project);
    const studio = await startStudio(folder, ["--project", project]);
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await rm(folder, { recursive: true, force: true });
  },
});
let knownId = "";

interface Part {
  /** Shares of the canvas's size. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where in a part of a canvas a token's colour (softened a little at a rim) comes first: x as a share, or null. */
function findColour(canvas: Locator, token: string, part: Part): Promise<number | null> {
  return canvas.evaluate(
    (element, [name, { left, right, top, bottom }]) => {
      const picture = element as HTMLCanvasElement;
      const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      const x = Math.max(0, Math.floor(left * picture.width));
      const y = Math.floor(top * picture.height);
      const width = Math.ceil(right * picture.width) - x;
      const height = Math.ceil(bottom * picture.height) - y;
      const { data } = picture.getContext("2d")!.getImageData(x, y, width, height);
      for (let column = 0; column < width; column++) {
        for (let row = 0; row < height; row++) {
          const at = (row * width + column) * 4;
          if (wanted.every((value, channel) => Math.abs(data[at + channel]! - value) < 50)) {
            return (x + column + 0.5) / picture.width;
          }
        }
      }
      return null;
    },
    [token, part] as const,
  );
}

/** Whether a token's colour is in a part of a canvas; x with a few pixels around it. */
async function hasColour(canvas: Locator, token: string, xShare: number, top: number, bottom: number) {
  return (await findColour(canvas, token, { left: xShare - 0.003, right: xShare + 0.003, top, bottom })) !== null;
}

async function openKnown(page: Page, captureId: string) {
  await page.evaluate((id) => {
    location.hash = `#/captures/${id}`;
  }, captureId);
  const plot = page.locator(".timeline .u-over").nth(1);
  const canvas = plot.locator("canvas");
  await expect.poll(() => hasColour(canvas, "--axis-x", 0.5, 0, 1)).toBe(true);
  return { plot, canvas, box: (await plot.boundingBox())! };
}

const clock = (page: Page) => page.getByRole("status", { name: "Playhead" });

test("a peak of one sample is seen from the whole capture down to single samples, and reads as it was recorded", async ({
  page,
  captureId,
}) => {
  const { canvas, box } = await openKnown(page, captureId);
  // 14.65 g on a scale of +-20 g stands at 13 % of the height.
  const tip = { left: 0, right: 1, top: 0.11, bottom: 0.16 };
  const find = () => findColour(canvas, "--axis-x", tip);
  for (let step = 0; step < 9; step++) {
    await expect.poll(find, `zoom step ${step}`).not.toBeNull();
    await page.mouse.move(box.x + (await find())! * box.width, box.y + 60);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
  }
  await expect.poll(find).not.toBeNull();
  const peakX = box.x + (await find())! * box.width;
  const value = page.locator(".timeline .legendValue").first();
  await page.mouse.move(peakX + 12, box.y + 60);
  await expect(value).toHaveText((PEAK * SCALE).toFixed(3));
  // Just before the peak the sample before it holds, however near the peak is.
  await page.mouse.move(peakX - 12, box.y + 60);
  await expect(value).toHaveText((sampleX(PEAK_AT - 1) * SCALE).toFixed(3));
});

test("gaps and clipped stretches are marked, named, and jumped to", async ({ page, captureId }) => {
  const { plot, canvas, box } = await openKnown(page, captureId);
  const gapShare = (GAP.firstIndex + GAP.rows / 2) / ROWS;
  expect(await hasColour(canvas, "--danger", gapShare, 0.97, 1)).toBe(true);
  expect(await hasColour(canvas, "--danger", gapShare + 0.1, 0.97, 1)).toBe(false);
  expect(await hasColour(canvas, "--signal-clip", CLIP.firstIndex / ROWS, 0, 0.03)).toBe(true);
  await page.mouse.move(box.x + gapShare * box.width, box.y + 40);
  await expect(page.locator(".timeline .tip")).toHaveText("12 rows lost (0.12 s)");
  await page.getByRole("tab", { name: "Details" }).click();
  await page.getByRole("button", { name: "12 rows lost" }).click();
  await expect(clock(page)).toHaveText("0:10.000");
  // The gap now fills a good part of the picture, hatched.
  await expect.poll(() => hasColour(canvas, "--signal-gap", 0.5, 0.3, 0.7)).toBe(true);
  await plot.hover();
});

test("the keys move by time, by sample and to the ends; Escape puts a drag back", async ({ page, captureId }) => {
  const { box } = await openKnown(page, captureId);
  await page.mouse.click(box.x + box.width / 4, box.y + 20);
  await expect(clock(page)).toHaveText(/^0:1[45]\.\d{3}$/);
  await page.keyboard.press("Home");
  await expect(clock(page)).toHaveText("0:00.000");
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expect(clock(page)).toHaveText("0:00.020");
  await page.keyboard.press(",");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(clock(page)).toHaveText("0:01.020");
  await page.keyboard.press("End");
  await expect(clock(page)).toHaveText("1:00.000");
  await page.mouse.move(box.x + 300, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 20, { steps: 4 });
  await expect(clock(page)).not.toHaveText("1:00.000");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(clock(page)).toHaveText("1:00.000");
});

test("the wheel pans, the overview's window follows and can be dragged", async ({ page, captureId }) => {
  const { box } = await openKnown(page, captureId);
  const view = page.locator(".timeline .overview .window");
  const whole = (await view.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  for (let step = 0; step < 4; step++) await page.keyboard.press("+");
  await expect.poll(async () => (await view.boundingBox())!.width).toBeLessThan(whole.width / 10);
  await page.mouse.wheel(0, 400);
  const before = await view.boundingBox();
  await page.mouse.wheel(0, 4000);
  await expect.poll(async () => (await view.boundingBox())!.x).toBeGreaterThan(before!.x + 50);
  const now = (await view.boundingBox())!;
  await page.mouse.move(now.x + now.width / 2, now.y + 20);
  await page.mouse.down();
  await page.mouse.move(now.x + now.width / 2 + 100, now.y + 20, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await view.boundingBox())!.x)).toBe(Math.round(now.x + 100));
  await page.keyboard.press("Shift+F");
  await expect.poll(async () => Math.round((await view.boundingBox())!.width)).toBe(Math.round(whole.width));
});

test("tracks are split, moved and given overlays by keys alone, and are so again after a reload", async ({
  page,
  captureId,
}) => {
  await openKnown(page, captureId);
  await page.keyboard.press("Home");
  await page.keyboard.press("t");
  await page.getByRole("menuitem", { name: "Magnitude", exact: true }).press("Enter");
  const magnitude = page.locator(".timeline .legendChannel", { hasText: "|v|" }).locator(".legendValue");
  await expect(magnitude).toHaveText(String(Number((Math.hypot(sampleX(0), -300, 2048) * SCALE).toPrecision(4))));
  await page.keyboard.press("t");
  await page.getByRole("menuitem", { name: "One track for each channel" }).press("Enter");
  const channels = page.locator(".timeline .legendChannel[data-column] b");
  await expect(channels).toHaveText(["X", "Y", "Z"]);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Shift+PageUp");
  await expect(channels).toHaveText(["Y", "X", "Z"]);
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Control+Shift+h");
  await page.reload();
  await expect(channels).toHaveText(["Y", "X", "Z"]);
  await page.keyboard.press("t");
  await page.getByRole("menuitem", { name: "All tracks as they were at first" }).press("Enter");
  await expect(channels).toHaveText(["X", "Y", "Z"]);
  await expect(page.locator(".timeline .track")).toHaveCount(1);
});

test("a spectrogram track is added, and its settings change its picture", async ({ page, captureId }) => {
  await openKnown(page, captureId);
  await page.keyboard.press("Home");
  await page.keyboard.press("t");
  await page.getByRole("menuitem", { name: "Spectrogram of Magnitude" }).press("Enter");
  await expect(page.locator(".timeline .track")).toHaveCount(2);
  const canvas = page.locator(".timeline .track").nth(1).locator(".u-over canvas");
  const picture = () => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  await expect(page.locator(".timeline .track").nth(1).locator(".trackNote")).toBeHidden();
  await page.screenshot({ path: test.info().outputPath("spectrogram.png") });
  const alone = await picture();
  await page.locator(".timeline .trackMenu").nth(1).press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  await page.getByText("Draw the signal over it").click();
  await page.screenshot({ path: test.info().outputPath("settings.png") });
  await page.keyboard.press("Escape");
  await expect.poll(picture).not.toBe(alone);
  const trace = { left: 0, right: 1, top: 0, bottom: 1 };
  await expect.poll(() => findColour(canvas, "--axis-z", trace)).not.toBeNull();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("light");
  await page.keyboard.press("Enter");
  await page.screenshot({ path: test.info().outputPath("light.png") });
});
