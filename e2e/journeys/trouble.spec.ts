import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { enter, newProject, type RunningStudio, startStudio } from "./studio.ts";

/** Studios that may break, on folders that outlive them. */
const test = base.extend<{ begin: () => Promise<RunningStudio> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are asked for from this pattern
  begin: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-trouble-"));
    const studios: RunningStudio[] = [];
    await use(async () => {
      const studio = await startStudio(folder, ["--no-demo"]);
      studios.push(studio);
      return studio;
    });
    for (const studio of studios) await studio.kill();
    await rm(folder, { recursive: true, force: true });
  },
});

async function recordIn(page: Page, project: string): Promise<void> {
  await newProject(page, project);
  await page.getByRole("button", { name: /Connect the simulated glove/ }).click();
  await page.getByRole("radio", { name: "Jab" }).click();
  await page.getByRole("button", { name: /^Record/ }).click();
  await expect(page.getByRole("contentinfo")).toContainText("REC 00:02");
}

test("a crash while recording: the window says so, and the next start asks about what was saved", async ({
  page,
  begin,
}) => {
  const first = await begin();
  await enter(page, first.nextAddress());
  await recordIn(page, "Tuesday gym");
  await first.kill();
  await expect(page.getByRole("alert")).toContainText("What was recorded is safe on disk");

  const second = await begin();
  await page.goto(second.nextAddress());
  await page.getByRole("button", { name: /Tuesday gym/ }).click();
  const question = page.getByRole("dialog", { name: "A recording was cut short" });
  await expect(question).toContainText(/Jab 01.*[12]\.\d\d s/);

  // Closing keeps it, undecided; it is in the table as cut short.
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("row", { name: "Jab 01" }).getByRole("gridcell", { name: "Cut short" })).toBeVisible();

  // The next look asks again, and keeping makes it an ordinary capture.
  await page.reload();
  await question.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(question).toBeHidden();
  await expect(page.getByRole("row", { name: "Jab 01" })).toContainText("Jab");
  await expect(page.getByRole("gridcell", { name: "Cut short" })).toBeHidden();
});

test("a project that another Ringside holds can be looked at, and says who holds it", async ({
  page,
  begin,
  browser,
}) => {
  const first = await begin();
  await enter(page, first.nextAddress());
  await recordIn(page, "Shared");

  const second = await begin();
  const other = await (await browser.newContext()).newPage();
  await enter(other, second.nextAddress());
  await other.getByRole("button", { name: /Shared/ }).click();
  await expect(other.getByRole("banner").getByText("Read-only")).toBeVisible();
  await other.getByRole("banner").getByText("Read-only").hover();
  await expect(other.getByRole("tooltip")).toContainText("open in another Ringside");
  await expect(other.getByRole("button", { name: /^Record/ })).toBeDisabled();
  await other.keyboard.press("Control+2");
  await expect(other.getByRole("row", { name: "Jab 01" })).toBeVisible();
});
