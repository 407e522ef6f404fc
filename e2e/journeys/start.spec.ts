import { expect, test } from "./studio.ts";

test.describe("the very first start", () => {
  test.use({ studioArgs: [] });

  test("shows the demo project with both simulated gloves live", async ({ page }) => {
    await expect(page.getByText("Ringside demo").first()).toBeVisible();
    await page.screenshot({ path: "test-results/first-start.png" });
  });
});

test("a later start shows the start screen", async ({ page }) => {
  await expect(page).toHaveTitle(/Ringside/);
  await page.screenshot({ path: "test-results/start-screen.png" });
});

test("an address lets one browser in, and a stranger in the same machine's browser sees nothing", async ({
  page,
  studio,
  browser,
}) => {
  const address = page.url();
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const answer = await other.goto(address);
  expect(answer?.status()).toBe(401);
  expect((await other.goto(studio.nextAddress()))?.status()).toBe(200);
  await stranger.close();
});
