import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { Channel } from "#domain/channels.ts";
import { openProjectStore } from "#host/store/open.ts";
import { FILM, paintedFrame, paintFilm } from "./knownVideo.ts";
import { test as base, expect, startStudio } from "./studio.ts";

/** A quiet capture of 20 seconds with some hits; the film of 10 seconds is attached to it. */
const RATE_HZ = 100;
const SECONDS = 20;
/** Seconds of the film; the capture was begun so much before it. */
const HITS_S = [0.7, 1.3, 2.4, 2.9, 4.1, 4.6, 5.9, 6.5, 7.7, 8.2, 9.3];
const FILM_BEGINS_S = 4.2;
const CHANNELS: Channel[] = (["x", "y", "z"] as const).map((axis) => {
  return { name: `Accelerometer${axis}`, kind: "acceleration", axis, unit: "g", scale: 16 / 32768, range: 16 };
});

async function recordQuiet(project: string): Promise<string> {
  const store = await openProjectStore(project, { create: true });
  const device = { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true } as const;
  const format = { sampleType: "int16", nominalRateHz: RATE_HZ, channels: CHANNELS } as const;
  const journal = await store.begin({
    name: "Round one",
    createdAtMs: Date.now(),
    label: null,
    metadata: {},
    streams: [{ device, hand: "left", format }],
  });
  const { id } = journal.capture.streams[0]!;
  const rows = RATE_HZ * SECONDS;
  const samples = Int16Array.from({ length: rows * 3 }, (_, at) => (at * 37) % 500);
  for (const hit of HITS_S) samples[Math.round((hit + FILM_BEGINS_S) * RATE_HZ) * 3] = 30_000;
  journal.append(id, 0, samples, []);
  const counts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
  const clock = { startUs: 0, rateHz: RATE_HZ };
  await journal.finish([{ streamId: id, clock, clockResidualUs: 100, counts }], SECONDS * 1e6, () => {});
  await store.close();
  return journal.capture.id;
}

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its pattern.
  studio: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    const project = join(folder, "projects", "Gym.ringside");
    captureId = await recordQuiet(project);
    const studio = await startStudio(folder, ["--project", project]);
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await rm(folder, { recursive: true, force: true });
  },
  page: async ({ page }, use) => {
    await page.evaluate((id) => {
      location.hash = `#/captures/${id}`;
    }, captureId);
    await use(page);
  },
});
let captureId = "";

const clock = (page: Page) => page.getByRole("status", { name: "Playhead" });
const frame = (page: Page) => page.getByRole("status", { name: "Frame that is shown" });
const panel = (page: Page) => page.getByRole("region", { name: "Video", exact: true });

async function attach(page: Page, path: string): Promise<Locator> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach a video" }).click();
  await (await chooser).setFiles(path);
  return panel(page).locator("video");
}

/** The frame in the picture and the frame that the bar tells are the same one, counted from 1 there. */
async function expectFrame(page: Page, video: Locator, index: number) {
  await expect(frame(page)).toContainText(`frame ${index + 1} of`);
  await expect.poll(() => paintedFrame(video)).toBe(index);
}

test("a film is attached and stepped through frame by frame, and the picture is always the frame at the playhead", async ({
  page,
  studio,
}) => {
  const film = await paintFilm(studio.folder);
  const video = await attach(page, film);
  await expectFrame(page, video, 0);
  for (let index = 1; index <= 5; index++) {
    await page.keyboard.press("ArrowRight");
    await expectFrame(page, video, index);
  }
  await expect(clock(page)).toHaveText("0:00.183");
  await page.keyboard.press("Shift+ArrowRight");
  await expectFrame(page, video, 35);
  await page.keyboard.press("ArrowLeft");
  await expectFrame(page, video, 34);
  // Faster than frames can come: only where it ends counts.
  for (let step = 0; step < 25; step++) await page.keyboard.press("ArrowRight");
  await expectFrame(page, video, 59);
});

test("a picture is held and matched with the signal, twice; each is one step that can be undone", async ({
  page,
  studio,
}) => {
  const video = await attach(page, await paintFilm(studio.folder));
  await expectFrame(page, video, 0);
  await page.getByRole("tab", { name: "Sync" }).click();
  const side = page.getByRole("complementary");
  await expect(side).toContainText("nothing yet: both begin together");
  // The arrows belong to the tabs until something else is pressed.
  await video.click();

  // The impact is in frame 30, which is in the signal at 3.000 s: two seconds later than both began together.
  await page.keyboard.press("Shift+ArrowRight");
  await expectFrame(page, video, 30);
  await page.keyboard.press("y");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(clock(page)).toHaveText("0:03.000");
  // Held: the picture stayed, and a step moves it alone.
  await expectFrame(page, video, 30);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expectFrame(page, video, 30);
  await expect(clock(page)).toHaveText("0:03.000");
  await page.keyboard.press("y");
  await expect(side).toContainText("1 anchor");
  // The middle of frame 30 is at 1016.7 ms of the video.
  await expect(side).toContainText("1,983.3 ms");
  await expectFrame(page, video, 30);
  await page.keyboard.press("ArrowRight");
  await expectFrame(page, video, 31);
  await page.keyboard.press("Home");
  await expect(panel(page)).toContainText("The video begins at 0:01.983.");

  // A second anchor 240 frames (8 s) on, where the signal is one sample (10 ms) later than the first anchor says.
  for (let second = 0; second < 11; second++) await page.keyboard.press("Shift+ArrowRight");
  await expectFrame(page, video, 270);
  await page.keyboard.press("y");
  await page.keyboard.press(".");
  await page.keyboard.press("y");
  await expect(side).toContainText("2 anchors");
  await expect(side).toContainText("1,250 ppm");

  await page.keyboard.press("Control+z");
  await expect(side).toContainText("1 anchor");
  await page.keyboard.press("Control+z");
  await expect(side).toContainText("nothing yet: both begin together");
  await page.keyboard.press("Control+Shift+z");
  await expect(side).toContainText("1,983.3 ms");
});

test("the video follows the pointer that scrubs, and is where it ends", async ({ page, studio }) => {
  const video = await attach(page, await paintFilm(studio.folder));
  await expectFrame(page, video, 0);
  const plot = (await page.locator(".timeline .u-over").nth(1).boundingBox())!;
  const xOf = (seconds: number) => plot.x + (plot.width * seconds) / SECONDS;
  await page.mouse.move(xOf(1), plot.y + 40);
  await page.mouse.down();
  await page.mouse.move(xOf(4.05), plot.y + 40, { steps: 30 });
  await expect.poll(() => paintedFrame(video)).toBeGreaterThanOrEqual(120);
  await page.mouse.move(xOf(2.05), plot.y + 40, { steps: 10 });
  await expect.poll(() => paintedFrame(video)).toBeLessThan(63);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expectFrame(page, video, 0);
});

test("playing moves the playhead with the pictures, stops on a frame, and goes on where the video ends", async ({
  page,
  studio,
}) => {
  const video = await attach(page, await paintFilm(studio.folder));
  await expectFrame(page, video, 0);
  await page.keyboard.press("Space");
  await expect(clock(page)).toHaveText(/^0:0[12]\./);
  await page.keyboard.press("k");
  const told = Number(/frame (\d+) of/.exec((await frame(page).textContent())!)![1]);
  await expectFrame(page, video, told - 1);
  for (let second = 0; second < 9; second++) await page.keyboard.press("Shift+ArrowRight");
  for (let press = 0; press < 3; press++) await page.keyboard.press("l");
  await expect(panel(page)).toContainText("The video ended at 0:10.000.");
  await expect(clock(page)).toHaveText("0:20.000", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Play, or stop" })).toBeVisible();
});

test("a film that the browser cannot play says so, is converted, and keeps its frames; it can be removed and had back", async ({
  page,
  studio,
}) => {
  const old = await paintFilm(studio.folder, { name: "old.mp4", coding: ["-c:v", "mpeg4", "-q:v", "4"] });
  const video = await attach(page, old);
  await expect(panel(page).getByRole("alert")).toContainText("cannot play this kind of video (mpeg4)");
  await page.getByRole("button", { name: "Convert it" }).click();
  await expect(video).toBeVisible({ timeout: 60_000 });
  await expectFrame(page, video, 0);
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await expectFrame(page, video, 3);

  await page.getByRole("button", { name: "More for the video" }).click();
  await page.getByRole("menuitem", { name: "Remove old" }).click();
  await expect(panel(page)).toContainText("No video yet.");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expectFrame(page, video, 3);
});

for (const [sense, film] of [
  ["seen", { flashesS: HITS_S }],
  ["heard", { clapsS: HITS_S }],
] as const) {
  test(`hits that are ${sense} in the film find its place in the capture, to within a frame`, async ({
    page,
    studio,
  }) => {
    const video = await attach(page, await paintFilm(studio.folder, film));
    await expectFrame(page, video, 0);
    await page.getByRole("tab", { name: "Sync" }).click();
    const side = page.getByRole("complementary");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await expect(side).toContainText(/Found: starts at [\d,.]+ ms/, { timeout: 60_000 });
    const [, ms] = /Found: starts at ([\d,.]+) ms/.exec((await side.textContent())!)!;
    expect(Math.abs(Number(ms!.replace(",", "")) - FILM_BEGINS_S * 1000)).toBeLessThan(1000 / FILM.rateHz);
    // Looked at, and not kept yet.
    await expect(panel(page)).toContainText("The video begins at 0:04.");
    await page.getByRole("button", { name: "Discard it" }).click();
    await expect(side).toContainText("nothing yet: both begin together");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await page.getByRole("button", { name: "Keep it" }).click({ timeout: 60_000 });
    await expect(side).toContainText("impacts");
    await expect(side).toContainText("11 anchors");
    await video.click();
    await page.keyboard.press("Control+z");
    await expect(side).toContainText("nothing yet: both begin together");
  });
}
