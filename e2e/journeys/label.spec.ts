import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { openProjectStore } from "#host/store/open.ts";
import { test as base, enter, expect, startStudio } from "./studio.ts";

/** Twenty quiet seconds of a left glove, in which a segmenter found ten punches. */
const RATE_HZ = 100;
const SECONDS = 20;
const FOUND = Array.from({ length: 10 }, (_, i) => ({
  label: "Unknown",
  hand: "left" as const,
  startUs: 1_000_000 + i * 1_500_000,
  endUs: 1_500_000 + i * 1_500_000,
  peakUs: 1_250_000 + i * 1_500_000,
  origin: "punch",
}));

async function recordKnown(project: string): Promise<string> {
  const store = await openProjectStore(project, { create: true });
  const device = { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true } as const;
  const channels = (["x", "y", "z"] as const).map((axis) => {
    const scale = 16 / 32768;
    return { name: `Accelerometer${axis}`, kind: "acceleration", axis, unit: "g", scale, range: 16 } as const;
  });
  const format = { sampleType: "int16", nominalRateHz: RATE_HZ, channels: [...channels] } as const;
  const about = { name: "Ten punches", createdAtMs: Date.now(), label: null, metadata: {} };
  const journal = await store.begin({ ...about, streams: [{ device, hand: "left", format }] });
  const { id } = journal.capture.streams[0]!;
  const rows = Int16Array.from({ length: RATE_HZ * SECONDS * 3 }, (_, i) => 100 + (i % 50));
  journal.append(id, 0, rows, []);
  const counts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
  const clock = { startUs: 0, rateHz: RATE_HZ };
  await journal.finish([{ streamId: id, clock, clockResidualUs: 100, counts }], SECONDS * 1e6, () => {});
  const track = { kind: "proposal", name: "punch", origin: "{}" } as const;
  await store.putTracks(track, [{ captureId: journal.capture.id, segments: FOUND }]);
  await store.close();
  return journal.capture.id;
}

let captureId = "";
let project = "";

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its pattern.
  studio: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    project = join(folder, "projects", "Ten.ringside");
    captureId = await recordKnown(project);
    const studio = await startStudio(folder, ["--project", project]);
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await rm(folder, { recursive: true, force: true });
  },
});

async function open(page: Page): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/captures/${id}`;
  }, captureId);
  await expect(table(page)).toHaveAttribute("aria-rowcount", /^1[1-9]|2\d$/);
}

const table = (page: Page) => page.getByRole("grid", { name: "Segments" });
const rowsOf = (page: Page, label: string) =>
  table(page)
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell", { name: label }) });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });

test("ten proposals are labelled with eleven keys, and each step can be undone after the studio was started anew", async ({
  page,
  studio,
}) => {
  await open(page);
  await page.keyboard.press("Enter");
  for (const key of "1212312412") await page.keyboard.press(key);
  await expect(rowsOf(page, "Jab")).toHaveCount(4);
  await expect(rowsOf(page, "Cross")).toHaveCount(4);
  await expect(undo(page)).toHaveAccessibleName("Undo: Accept Cross at 0:14.500");
  await page.close();
  expect(await studio.stop()).toBe(0);

  const again = await startStudio(studio.folder, ["--project", project]);
  const next = await page.context().newPage();
  try {
    await enter(next, again.nextAddress());
    await open(next);
    await expect(rowsOf(next, "Cross")).toHaveCount(4);
    await next.keyboard.press("Control+z");
    await expect(rowsOf(next, "Cross")).toHaveCount(3);
    await expect(next.getByText("Undone: Accept Cross at 0:14.500")).toBeVisible();
    await next.keyboard.press("Control+y");
    await expect(rowsOf(next, "Cross")).toHaveCount(4);
    // What came back is selected, and a digit relabels it.
    await next.keyboard.press("3");
    await expect(rowsOf(next, "Hook")).toHaveCount(2);
  } finally {
    await next.close();
    await again.stop();
  }
});

test("two windows on one capture see each other's labels, and nothing is lost", async ({ page, studio, context }) => {
  await open(page);
  const other = await context.newPage();
  await enter(other, studio.nextAddress());
  await open(other);
  await page.keyboard.press("Enter");
  await page.keyboard.press("1");
  await expect(rowsOf(other, "Jab")).toHaveCount(1);
  await other.keyboard.press("Enter");
  await other.keyboard.press("2");
  await page.keyboard.press("3");
  for (const each of [page, other]) {
    await expect(rowsOf(each, "Jab")).toHaveCount(1);
    await expect(table(each)).toHaveAttribute("aria-rowcount", /^1[34]$/);
  }
  await other.close();
});

test("a held key labels while the capture plays", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Space");
  await page.waitForTimeout(600);
  await page.keyboard.down("2");
  await page.waitForTimeout(700);
  await page.keyboard.up("2");
  await page.keyboard.press("Space");
  await expect(rowsOf(page, "Cross")).toHaveCount(1);
  await expect(rowsOf(page, "Cross").getByRole("gridcell", { name: "live" })).toHaveCount(1);
  await expect(undo(page)).toHaveAccessibleName(/^Undo: Label live Cross at/);
});

test("a label that is renamed in the scheme is renamed in its segments, and takes no key that has a use", async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("1");
  await expect(rowsOf(page, "Jab")).toHaveCount(1);
  await page.getByRole("button", { name: "Edit the label scheme" }).click();
  const dialog = page.getByRole("dialog", { name: "Label scheme" });
  await dialog.getByRole("textbox", { name: "Name", exact: true }).first().fill("Straight");
  const key = dialog.getByRole("textbox", { name: "Key of Straight" });
  await key.press("s");
  await expect(dialog.getByText(/Taken by "Split at the playhead"/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Store the scheme" })).toBeDisabled();
  await key.press("0");
  await dialog.getByRole("button", { name: "Store the scheme" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowsOf(page, "Straight")).toHaveCount(1);
  await expect(rowsOf(page, "Jab")).toHaveCount(0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("0");
  await expect(rowsOf(page, "Straight")).toHaveCount(2);
});
