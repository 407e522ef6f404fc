import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./studio.ts";

// The demo project of the first start: six simulated people with labels.
test.use({ studioArgs: [] });

async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  const grave = all.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

const view = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

test("a data scientist looks at the data, finds what is odd, trains a small network and judges it", async ({
  page,
}) => {
  await page.keyboard.press("Control+3");

  await test.step("what there is, and what is left out and why", async () => {
    const folds = page.getByRole("region", { name: "Folds" });
    await expect(folds.getByRole("row")).toHaveCount(7);
    await expect(folds.getByRole("row", { name: /Carla/ })).toContainText("33");
    await page.getByText("nobody has labeled it").click();
    await expect(page.getByRole("region", { name: "Left out, or not used as it is" }).getByRole("button")).toHaveCount(
      1,
    );
    expect.soft(await violations(page), "data").toEqual([]);
  });

  await test.step("the odd ones of the map open on the timeline, and the recipe is still there on the way back", async () => {
    await page.keyboard.press("2");
    const list = page.getByRole("region", { name: "Segments, odd ones first" });
    await expect(list.getByRole("row").nth(1)).toContainText("%", { timeout: 60_000 });
    expect.soft(await violations(page), "map").toEqual([]);
    const map = page.getByRole("img", { name: /^Map of/ });
    const box = (await map.boundingBox())!;
    // Clear of the line between the panels, which is dragged from a little beside it.
    const [left, right, top, bottom] = [box.x + 16, box.x + box.width - 16, box.y + 4, box.y + box.height - 4];
    await page.mouse.move(left, top);
    await page.mouse.down();
    for (const [x, y] of [
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const)
      await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.up();
    await expect(list.getByRole("heading")).toContainText(/^\d+ segments chosen$/);
    await list.getByRole("button", { name: "Show all" }).click();
    await list.getByRole("grid").press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.locator(".laneName").first()).toBeVisible();
    await page.keyboard.press("Control+3");
    await expect(view(page, "Map")).toHaveAttribute("aria-selected", "true");
  });

  await test.step("features by class, the one that tells them apart best first", async () => {
    await page.keyboard.press("3");
    const table = page.getByRole("grid", { name: "Features" });
    await expect(table.getByRole("row").nth(1)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("region", { name: "Chosen features by class" }).getByRole("figure")).toHaveCount(3);
    expect.soft(await violations(page), "features").toEqual([]);
  });

  await test.step("what stands in the way is said with a way out", async () => {
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("alert")).toContainText("Uppercut");
    await page.getByRole("button", { name: "Leave out Uppercut" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  await test.step("a short training draws its curves and keeps a model with its scores", async () => {
    await page.locator("summary").filter({ hasText: "Learning" }).click();
    const epochs = page.getByRole("textbox", { name: "Epochs" });
    await epochs.fill("6");
    await epochs.press("Tab");
    await page.getByRole("textbox", { name: "Name of the model" }).fill("Six epochs");
    await hearCurves(page);
    await page.keyboard.press("Control+Enter");
    await expect
      .poll(() => curvesSaid(page), { timeout: 60_000 })
      .toContainEqual(expect.stringMatching(/Held out: \w+\. Epoch \d of 6/));
    const model = page.getByRole("article", { name: "Six epochs" });
    await expect(model).toBeVisible({ timeout: 120_000 });
    await expect(model).toContainText("Simulated");
    await expect(model.getByRole("region", { name: "By fold" }).getByRole("row")).toHaveCount(7);
    await expect(model).toContainText("Cross-validated on");
    expect.soft(await violations(page), "models").toEqual([]);
  });

  await test.step("it is renamed, removed and brought back", async () => {
    await page.getByRole("button", { name: "Rename" }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Short");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article", { name: "Short" })).toBeVisible();
    await page.getByRole("article", { name: "Short" }).getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("No model yet")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("article", { name: "Short" })).toBeVisible();
  });

  await test.step("a long training is cancelled, and nothing of it is kept", async () => {
    const epochs = page.getByRole("textbox", { name: "Epochs" });
    await epochs.fill("2000");
    await epochs.press("Tab");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("region", { name: "Learning curves" })).toContainText("of 2000", { timeout: 60_000 });
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Training now")).toHaveCount(0);
    await expect(page.getByRole("navigation", { name: "Models" }).getByRole("button", { name: /F1/ })).toHaveCount(1);
  });

  await test.step("accuracy takes it from here", async () => {
    await page.getByRole("article", { name: "Short" }).getByRole("button", { name: "Compute accuracy" }).click();
    await expect(page.getByRole("checkbox", { name: "Short" })).toBeChecked();
  });

  await test.step("the recipe is remembered", async () => {
    await page.reload();
    await page.getByRole("tab", { name: "Train" }).click();
    await expect(page.locator("summary").filter({ hasText: "Learning" })).toContainText("2,000 epochs");
  });
});

/** Notes all that the curves say from now on: on a quick machine an epoch is over before anybody can look. */
async function hearCurves(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said = new Set<string>();
    Object.assign(window, { curvesSaid: said });
    const note = () => {
      for (const one of document.querySelectorAll("section[aria-label='Learning curves']")) said.add(one.textContent);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

const curvesSaid = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(window as unknown as { curvesSaid: Set<string> }).curvesSaid]);
