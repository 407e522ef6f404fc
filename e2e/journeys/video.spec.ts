import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import type { Channel } from "#domain/channels.ts";
import { openProjectStore } from "#host/store/open.ts";
import { paintedFrame, paintFilm } from "./knownVideo.ts";
import { test as base, expect, startStudio } from "./studio.ts";

/** A quiet capture of 20 seconds; the film of 10 seconds is attached to it. */
const RATE_HZ = 100;
const SECONDS = 20;
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
