import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./studio.ts";

// The demo project of the first start: two gloves with labels.
test.use({ studioArgs: [] });

/** What a person with a screen reader or weak eyes cannot use, as axe finds it on the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  const grave = all.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Runs a command through the list of all, as everything can be reached. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const list = page.getByRole("dialog", { name: "Commands" });
  await expect(list.locator("input")).toBeFocused();
  await page.keyboard.type(words);
  await expect(list.getByRole("option").or(list.getByRole("menuitem")).first()).toContainText(words);
  await page.keyboard.press("Enter");
  await expect(list).toHaveCount(0);
}

async function openFirst(page: Page): Promise<void> {
  await page.keyboard.press("Control+2");
  await page.getByRole("grid").first().press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator(".laneName").first()).toBeVisible();
}

for (const theme of ["dark", "light"] as const) {
  test(`no screen of the label job keeps anybody out: ${theme}`, async ({ page }) => {
    const now = await page.locator("html").getAttribute("data-theme");
    if (now !== theme) await command(page, "Switch dark and light");
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.keyboard.press("Control+2");
    await expect(page.getByRole("row", { name: /Free_Carla_01/ })).toBeVisible();
    expect.soft(await violations(page), "captures").toEqual([]);
    await openFirst(page);
    await page.keyboard.press("F6");
    for (const tab of ["Segments", "Details", "Segmenter", "Sync"]) {
      await expect(page.getByRole("tab", { name: tab })).toBeFocused();
      expect.soft(await violations(page), tab).toEqual([]);
      await page.keyboard.press("ArrowRight");
    }
    const dialogs = { "Edit the label scheme": "Label scheme", "Labels while playing": "Labels while playing" };
    for (const [words, title] of Object.entries(dialogs)) {
      await command(page, words);
      await expect(page.getByRole("dialog", { name: title })).toBeVisible();
      expect.soft(await violations(page), title).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

test("the keys still label after a dialog was closed and after a segment was removed", async ({ page }) => {
  await openFirst(page);
  await page.keyboard.press("Shift+P");
  const said = page.locator(".labelLanes [role=status]");
  await expect(said).toContainText("Unknown");
  const first = (await said.textContent())!;
  await page.keyboard.press("Delete");
  await expect(said).not.toHaveText(first);
  await expect(said).toContainText("Unknown");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const second = (await said.textContent())!;
  await page.keyboard.press("1");
  await expect(said).not.toHaveText(second);
  await expect(page.getByRole("button", { name: /^Undo: Accept Jab/ })).toBeEnabled();
});
