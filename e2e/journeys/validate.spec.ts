import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { makeJudgedProject } from "./judgedProject.ts";
import { testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const test = testOn(makeJudgedProject);

/** More than the disagreements of one capture. */
const MOST_STEPS = 80;

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const said = async (page: Page) => (await page.locator(".labelLanes [role=status]").textContent()) ?? "";
const matrix = (page: Page) => page.getByRole("region", { name: "Confusion matrix" });

async function goToAccuracy(page: Page): Promise<void> {
  await page.keyboard.press("Control+3");
  await page.getByRole("tab", { name: "Accuracy" }).click();
  await expect(page.getByRole("region", { name: "Accuracy", exact: true })).toBeVisible();
}

async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  const grave = all.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

test("two models are judged, a confusion leads to its clip, what the model says is accepted, and the result is stale", async ({
  page,
}) => {
  const keys = page.keyboard;
  await goToAccuracy(page);

  await test.step("both models on all captures; they stand side by side", async () => {
    await page.getByRole("checkbox", { name: "Small forest" }).check({ force: true });
    await page.getByRole("checkbox", { name: "Tiny forest" }).check({ force: true });
    await page.getByRole("checkbox", { name: "Every punch is labelled" }).check({ force: true });
    await keys.press("Control+Enter");
    const side = page.getByRole("region", { name: "Side by side" });
    await expect(side).toContainText(/Of \d+ labelled segments that both judged/);
    await expect(side.getByRole("grid", { name: "Captures" }).locator("[data-row]").first()).toBeVisible();
    await expect(page.getByRole("img", { name: /^Timing error: \d+ punches/ })).toBeVisible();
  });

  await test.step("a detector before a classifier is one more result", async () => {
    await page.getByRole("button", { name: /Punches are found by/ }).click();
    await page.getByRole("option", { name: "Small forest" }).click();
    await page.getByRole("button", { name: "Compute accuracy of 2 models" }).click();
    await expect(page.getByRole("navigation", { name: "Results" })).toContainText("Small forest > Tiny forest");
  });

  await test.step("the map rings what the model named wrongly, and a line around segments lists their clips", async () => {
    const map = page.getByRole("region", { name: "Map of disagreements" });
    await map.getByRole("button", { name: "Show the map" }).click();
    await expect(map).toContainText(/\d+ labelled segments, likes beside likes\. A ring marks/);
    const drawn = map.locator("canvas").last();
    await drawn.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await drawn.boundingBox())!;
    const corners = [
      [0.01, 0.01],
      [0.99, 0.01],
      [0.99, 0.99],
      [0.01, 0.99],
      [0.01, 0.02],
    ] as const;
    for (const [i, [left, top]] of corners.entries()) {
      await page.mouse.move(x + left * width, y + top * height, { steps: 3 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
    await expect(page.getByRole("heading", { name: /^\d+ clips picked on the map$/ })).toBeVisible();
    await page.getByRole("button", { name: "All that went wrong" }).click();
  });

  await test.step("a confusion of the matrix leads to its clip", async () => {
    await page.getByRole("navigation", { name: "Results" }).getByText("Tiny forest", { exact: true }).first().click();
    await expect(title(page)).toHaveText("Tiny forest");
    const confusions = matrix(page).locator("button[title='Substitution']");
    await confusions.first().focus();
    await keys.press("Enter");
    const clips = page.getByRole("grid", { name: "Clips" });
    await expect(clips.locator("[data-row]").first()).toContainText("Substitution");
    await clips.focus();
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await expect(page.locator(".laneName").first()).toBeVisible();
    await expect.poll(() => said(page)).toMatch(/\w+ ≠ \w+/);
  });

  await test.step("G goes to the next disagreement and back", async () => {
    const first = await said(page);
    await keys.press("g");
    await expect.poll(() => said(page)).not.toBe(first);
    const second = await said(page);
    await keys.press("Shift+G");
    await expect.poll(() => said(page)).not.toBe(second);
  });

  await test.step("behind the last one it goes over to the next capture", async () => {
    const capture = await title(page).textContent();
    for (let step = 0; step < MOST_STEPS && (await title(page).textContent()) === capture; step++) {
      const before = await said(page);
      await keys.press("g");
      await expect
        .poll(async () => `${await title(page).textContent()} ${await said(page)}`)
        .not.toBe(`${capture} ${before}`);
    }
    await expect(title(page)).not.toHaveText(capture!);
    await expect.poll(() => said(page)).toMatch(/≠|missed|not labelled/);
  });

  await test.step("Enter accepts what the model says, as one step with a way back", async () => {
    for (let step = 0; step < MOST_STEPS && !/≠/.test(await said(page)); step++) {
      const before = await said(page);
      await keys.press("g");
      await expect.poll(() => said(page)).not.toBe(before);
    }
    await keys.press("Enter");
    await expect(page.getByRole("button", { name: /^Undo: Accept / })).toBeEnabled();
  });

  await test.step("the results say that labels changed since", async () => {
    await goToAccuracy(page);
    await expect(page.getByText("Stale: labels changed").first()).toBeVisible();
  });

  await test.step("a result is removed, and comes back", async () => {
    const results = page.getByRole("navigation", { name: "Results" }).getByRole("button", { name: /captures/ });
    await expect(results).toHaveCount(4);
    await page.getByRole("button", { name: "Remove this result" }).click();
    await expect(results).toHaveCount(3);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(results).toHaveCount(4);
  });
});

for (const theme of ["dark", "light"] as const) {
  test(`judging keeps nobody out: ${theme}`, async ({ page }) => {
    await page.evaluate((name) => localStorage.setItem("ringside.theme", name), theme);
    await page.reload();
    await expect(page.getByRole("banner").getByRole("navigation")).toBeVisible();
    await goToAccuracy(page);
    await page.getByRole("checkbox", { name: "Small forest" }).check({ force: true });
    await page.getByRole("checkbox", { name: "Tiny forest" }).check({ force: true });
    await keys(page, "Control+Enter");
    await expect(page.getByRole("region", { name: "Side by side" })).toBeVisible();
    expect.soft(await violations(page), "accuracy").toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`accuracy-${theme}.png`) });
    await page.getByRole("grid", { name: "Clips" }).focus();
    await keys(page, "ArrowDown", "Enter");
    await expect(page.locator(".laneName").first()).toBeVisible();
    await expect.poll(() => said(page)).not.toBe("");
    expect.soft(await violations(page), "difference").toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`difference-${theme}.png`) });
  });
}

async function keys(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.keyboard.press(name);
}
