import { expect, newProject, test } from "./studio.ts";

/** Everything here is done with keys: what a mouse can do, they can do. */
test("with keys only: connect, record a jab, keep it, rename it, delete it, take that back", async ({ page }) => {
  const keys = page.keyboard;
  const table = page.getByRole("grid", { name: "Captures" });

  await newProject(page, "Tuesday gym");
  await expect(page.getByRole("button", { name: "Tuesday gym" })).toBeVisible();

  await test.step("connect the simulated glove and see what it sends", async () => {
    await keys.press("g");
    const card = page.getByRole("complementary", { name: "Gloves" }).getByRole("listitem").first();
    await expect(card).toContainText("Simulated");
    await expect(card).toContainText(/1\d\d\.\d Hz of 119/);
    await expect(page.getByRole("img", { name: /Simulated/ }).first()).toBeVisible();
  });

  await test.step("record three seconds of jabs and keep them", async () => {
    await keys.press("1");
    await expect(page.getByRole("radio", { name: "Jab" })).toBeChecked();
    await keys.press("r");
    await expect(page.getByRole("contentinfo")).toContainText("REC 00:03");
    await keys.press("r");
    const review = page.getByRole("region", { name: "Review Jab 01" });
    await expect(review).toContainText(/3\.\d\d s/);
    await keys.press("Enter");
    await expect(review).toBeHidden();
  });

  await test.step("find it in the table and rename it", async () => {
    await keys.press("Control+2");
    await expect(table.getByRole("row", { name: "Jab 01" })).toContainText("Jab");
    await keys.press("ArrowDown");
    await keys.press("Space");
    await keys.press("F2");
    await keys.type("Anna's first jab");
    await keys.press("Enter");
    await expect(table.getByRole("row", { name: "Anna's first jab" })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "New name" })).toBeHidden();
  });

  await test.step("delete it and take that back, twice as far as wanted", async () => {
    await keys.press("Delete");
    await expect(page.getByText("No captures yet")).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
    await keys.press("Control+z");
    await expect(table.getByRole("row", { name: "Anna's first jab" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
    await keys.press("Control+z");
    await expect(table.getByRole("row", { name: "Jab 01" })).toBeVisible();
    await keys.press("Control+Shift+z");
    await expect(table.getByRole("row", { name: "Anna's first jab" })).toBeVisible();
  });
});

test("letters typed into a field are letters, not commands", async ({ page }) => {
  await newProject(page, "Gym");
  await page.keyboard.press("g");
  await expect(page.getByRole("button", { name: /^Record/ })).toBeEnabled();
  await page.getByRole("textbox", { name: "Own label" }).click();
  await page.keyboard.type("Right?");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Right?" })).toBeChecked();
  await expect(page.getByText(/REC \d/)).toBeHidden();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a discarded capture waits in the bin", async ({ page }) => {
  await newProject(page, "Gym");
  await page.getByRole("button", { name: /Connect the simulated glove/ }).click();
  await page.getByRole("radio", { name: "Hook" }).click();
  await page.getByRole("button", { name: /^Record/ }).click();
  await expect(page.getByRole("contentinfo")).toContainText("REC");
  await page.getByRole("timer").click();
  await page.getByRole("button", { name: /^Discard/ }).click();
  await expect(page.getByText("“Hook 01” is in the bin.")).toBeVisible();
  await page.getByRole("button", { name: "Label 2" }).click();
  await page.getByRole("tab", { name: "Bin 1" }).click();
  await page.getByRole("row", { name: "Hook 01" }).click();
  await page.getByRole("button", { name: "Restore from the bin" }).click();
  await page.getByRole("tab", { name: "Captures" }).click();
  await expect(page.getByRole("row", { name: "Hook 01" })).toBeVisible();
});
