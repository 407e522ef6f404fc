import type { Page } from "@playwright/test";
import { openCapture, testOn } from "./prepared.ts";
import { recordQuiet } from "./quietCapture.ts";
import { enter, expect, startStudio } from "./studio.ts";

/** Twenty quiet seconds of a left glove, in which a segmenter found ten punches. */
const SECONDS = 20;
const FOUND = Array.from({ length: 10 }, (_, i) => ({
  label: "Unknown",
  hand: "left" as const,
  startUs: 1_000_000 + i * 1_500_000,
  endUs: 1_500_000 + i * 1_500_000,
  peakUs: 1_250_000 + i * 1_500_000,
  origin: "punch",
}));

const test = testOn((project) => {
  const track = { kind: "proposal", name: "punch", origin: "{}" } as const;
  return recordQuiet(project, { name: "Ten punches", seconds: SECONDS, track, segments: FOUND });
});

async function open(page: Page, captureId: string): Promise<void> {
  await openCapture(page, captureId);
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
  prepared,
}) => {
  await open(page, prepared.made);
  await page.keyboard.press("Enter");
  for (const key of "1212312412") await page.keyboard.press(key);
  await expect(rowsOf(page, "Jab")).toHaveCount(4);
  await expect(rowsOf(page, "Cross")).toHaveCount(4);
  await expect(undo(page)).toHaveAccessibleName("Undo: Accept Cross at 0:14.500");
  await page.close();
  expect(await studio.stop()).toBe(0);

  const again = await startStudio(studio.folder, ["--project", prepared.project]);
  const next = await page.context().newPage();
  try {
    await enter(next, again.nextAddress());
    await open(next, prepared.made);
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

test("two windows on one capture see each other's labels, and nothing is lost", async ({
  page,
  studio,
  context,
  prepared,
}) => {
  await open(page, prepared.made);
  const other = await context.newPage();
  await enter(other, studio.nextAddress());
  await open(other, prepared.made);
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

test("a held key labels while the capture plays", async ({ page, prepared }) => {
  await open(page, prepared.made);
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
  prepared,
}) => {
  await open(page, prepared.made);
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
