import { expect, test } from "./studio.ts";

// The demo project: its free session has punches that the simulator knows, of both gloves.
test.use({ studioArgs: [], viewport: { width: 1440, height: 900 } });

test("a slider shows at once what it finds; the panel is worked by keys alone: kept, undone, learned anew", async ({
  page,
}) => {
  await page.keyboard.press("Control+2");
  const row = page.getByRole("row", { name: /Free_Carla_01/ });
  await row.click();
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Details" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Segmenter" })).toHaveAttribute("aria-selected", "true");

  const panel = page.getByRole("complementary");
  const found = panel.getByRole("region", { name: "What these settings find" });
  await expect(found.getByText(/segments found/)).toBeVisible();
  await expect(found.getByText("0 missed")).toBeVisible();
  const before = await found.innerText();

  await panel.getByRole("slider", { name: "Weakest hit" }).focus();
  await page.keyboard.press("End");
  await expect(found.getByText(/[1-9]\d* missed/)).toBeVisible();
  expect(await found.innerText()).not.toBe(before);
  await page.screenshot({ path: test.info().outputPath("preview.png") });

  await panel.getByRole("button", { name: "Usual settings" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => found.innerText()).toBe(before);

  const kept = panel.getByRole("heading", { name: /kept proposals/ });
  await expect(kept).toHaveCount(0);
  await panel.getByRole("button", { name: "Keep as proposals" }).focus();
  await page.keyboard.press("Enter");
  await expect(kept).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(kept).toHaveCount(0);

  await panel.getByRole("button", { name: /Learn from \d+ labeled captures/ }).focus();
  await page.keyboard.press("Enter");
  const use = panel.getByRole("button", { name: "Use these settings" });
  await expect(use).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/^Punch: F1 \d/)).toBeVisible();
  await use.focus();
  await page.keyboard.press("Enter");
  await expect(found.getByText(/segments found/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("learned.png") });
});
