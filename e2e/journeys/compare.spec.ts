import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./studio.ts";

// The demo: a drill of each punch by another person, and free work with both gloves.
test.use({ studioArgs: [] });

const said = (page: Page) => page.getByRole("region", { name: "Compare", exact: true }).getByRole("status");
const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole("button", { name: new RegExp(`${field}$`) }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};
/** How many pixels of a plot are as strong as lines are where many lie over each other. */
const inked = (page: Page, plot: string) =>
  page
    .getByRole("img", { name: plot, exact: true })
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let strong = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at]! > 40) strong++;
      return strong;
    });

test("all jabs of the project by keys: each is named, and Enter opens its capture with it selected", async ({
  page,
}) => {
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("row", { name: /Free_Carla_01/ })).toBeVisible();
  await page.keyboard.press("c");
  await expect(said(page)).toHaveText(/^\d+ of \d+ segments\. Dashed: mean/);
  await expect(page.getByRole("img")).toHaveCount(8);
  await expect.poll(() => inked(page, "Magnitude")).toBeGreaterThan(1000);
  await choose(page, "All labels Label", "Jab");
  await choose(page, "Colour by", "Person");
  await expect(page.getByRole("list", { name: "Colour by" })).toContainText(/Anna · \d+/);
  await expect(page.getByRole("list", { name: "Colour by" })).toContainText(/Carla · \d+/);
  await page.screenshot({ path: test.info().outputPath("jabs.png") });
  await choose(page, "Person", "Carla");
  await page.keyboard.press("w");
  await expect(said(page)).toHaveText(/^Jab · Free_Carla_01 · .* · Carla$/);
  const first = await said(page).textContent();
  await page.keyboard.press("w");
  await expect(said(page)).not.toHaveText(first!);
  await page.keyboard.press("Shift+W");
  await expect(said(page)).toHaveText(first!);
  const at = /\d+:\d\d\.\d{3}/.exec(first!)![0];
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Free_Carla_01" })).toBeVisible();
  await expect(page.getByRole("status", { name: "Playhead" })).toHaveText(at);
  await expect(page.getByText(/1 selected/)).toBeVisible();
  await page.keyboard.press("c");
  await expect(said(page)).toHaveText(/^Jab · Free_Carla_01/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Free_Carla_01" })).toBeVisible();
});

test("whole captures are laid over each other at their first peak, and plots can be left out", async ({ page }) => {
  await page.keyboard.press("Control+2");
  await page.getByRole("row", { name: /Jab_Anna_01/ }).click();
  await page.getByRole("row", { name: /Hook_Ben_01/ }).click({ modifiers: ["Control"] });
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Segments of 2 captures Compare" })).toBeVisible();
  await choose(page, "captures Compare", "2 whole captures");
  await expect(said(page)).toHaveText(/^3 of 3 gloves, the first minute of each\./);
  await choose(page, "Colour by", "Capture");
  await expect(page.getByRole("button", { name: "First peak Align at" })).toBeVisible();
  const gyroscope = page.getByRole("region", { name: "Gyroscope" });
  for (const channel of ["X", "Y", "Z"]) await gyroscope.getByText(channel, { exact: true }).first().click();
  await expect(gyroscope.getByRole("img")).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath("captures.png") });
  const results = await new AxeBuilder({ page }).analyze();
  const serious = results.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test("a read that fails is said, and asking again brings it", async ({ page }) => {
  let broken = true;
  await page.route(/bulk\/captures\/.*samples/, (route) =>
    broken ? route.fulfill({ status: 500, body: "disk error" }) : route.continue(),
  );
  page.removeAllListeners("console");
  await page.keyboard.press("Control+2");
  await page.getByRole("row", { name: /Jab_Anna_01/ }).click();
  await page.keyboard.press("c");
  await expect(page.getByRole("alert")).toContainText("could not be read (disk error)");
  broken = false;
  await page.getByRole("button", { name: "Read them again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect.poll(() => inked(page, "Magnitude")).toBeGreaterThan(1000);
});
