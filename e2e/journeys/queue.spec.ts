import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./studio.ts";

// The demo project of the first start: one capture to label, six that have labels and wait for a second look.
test.use({ studioArgs: [] });

/** Goes to a control as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator, key: "Tab" | "Shift+Tab" | "ArrowRight" = "Tab"): Promise<void> {
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press(key);
  await expect(control).toBeFocused();
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name });

/** How many proposals a row of the table says that its capture holds. */
async function proposalsOf(page: Page, name: string): Promise<string> {
  const headings = await page.getByRole("columnheader").allTextContents();
  // The column of ticks has a heading, but its fields are no cells.
  return (
    (await rowOf(page, name)
      .getByRole("gridcell")
      .nth(headings.indexOf("Proposals") - 1)
      .textContent()) ?? ""
  );
}

test("the queue by keys alone: what comes next, reviewed and on", async ({ page }) => {
  const keys = page.keyboard;
  const open = page.getByRole("heading", { level: 1 });
  const rail = page.getByRole("navigation", { name: "Queue", exact: true });
  await keys.press("Control+2");
  await expect(rowOf(page, "Label_me_Anna_01")).toContainText("Unlabeled");

  await test.step("N opens what nobody has labelled, then what is in progress in the order of the table", async () => {
    for (const name of ["Label_me_Anna_01", "Free_Carla_01", "Overhand_Ivo_01"]) {
      await keys.press("n");
      await expect(open).toHaveText(name);
      await expect(page.locator(".laneName").first()).toBeVisible();
      await expect(rail.locator("[aria-current]")).toContainText(name);
    }
    await keys.press("Shift+N");
    await expect(open).toHaveText("Free_Carla_01");
    await keys.press("Shift+N");
    await expect(open).toHaveText("Label_me_Anna_01");
  });

  await test.step("Ctrl+Enter says that the labels are right, and goes on", async () => {
    await keys.press("n");
    await expect(open).toHaveText("Free_Carla_01");
    await expect(rail).toContainText("7 left to label");
    await keys.press("Control+Enter");
    await expect(rail).toContainText("6 left to label");
    await expect(open).not.toHaveText("Free_Carla_01");
    await keys.press("q");
    await expect(rail).toBeHidden();
  });

  await test.step("the table tells it, and groups by it", async () => {
    await keys.press("Escape");
    await expect(rowOf(page, "Free_Carla_01")).toContainText("Reviewed");
    await tabTo(page, page.getByRole("button", { name: /Group$/ }), "Shift+Tab");
    await keys.press("Enter");
    await keys.type("By state");
    await keys.press("Enter");
    const groups = page.getByRole("treegrid").locator("[role=row][aria-expanded]");
    await expect(groups).toHaveText([/Unlabeled.*1 capture/, /In progress.*5 captures/, /Reviewed.*1 capture/]);
    await tabTo(page, page.getByRole("treegrid"));
    await keys.press("End");
    await keys.press("ArrowUp");
    await keys.press("ArrowLeft");
    await expect(rowOf(page, "Free_Carla_01")).toHaveCount(0);
    await keys.press("ArrowRight");
    await expect(rowOf(page, "Free_Carla_01")).toBeVisible();
  });
});

test("captures are segmented and accepted together by keys alone, each one step that is undone", async ({ page }) => {
  const keys = page.keyboard;
  const names = ["Label_me_Anna_01", "Free_Carla_01"];
  await keys.press("Control+2");
  await expect(rowOf(page, "Label_me_Anna_01")).toContainText("Unlabeled");
  await keys.press("Home");
  await keys.press("Shift+ArrowDown");
  await expect(page.getByText("2 selected")).toBeVisible();

  await test.step("propose in both", async () => {
    await keys.press("p");
    const dialog = page.getByRole("dialog", { name: "Propose segments in 2 captures" });
    await tabTo(page, dialog.getByRole("button", { name: "Propose" }));
    await keys.press("Enter");
    await expect(page.getByText(/^\d+ proposals kept in 2 captures\.$/)).toBeVisible();
    await expect(dialog).toHaveCount(0);
    for (const name of names) await expect.poll(() => proposalsOf(page, name)).toMatch(/^[1-9]\d*$/);
  });

  await test.step("one step back, and again", async () => {
    await keys.press("Control+z");
    for (const name of names) await expect.poll(() => proposalsOf(page, name)).toBe("");
    await keys.press("Control+Shift+z");
    for (const name of names) await expect.poll(() => proposalsOf(page, name)).toMatch(/^[1-9]\d*$/);
  });

  const found = await proposalsOf(page, "Label_me_Anna_01");
  await test.step("accept all of them as hooks", async () => {
    await keys.press("a");
    const dialog = page.getByRole("dialog", { name: /^Accept \d+ proposals in 2 captures$/ });
    await tabTo(page, dialog.getByRole("radio").first());
    const hook = dialog.getByRole("radio", { name: "Hook" });
    await tabTo(page, hook, "ArrowRight");
    await keys.press("Space");
    await expect(hook).toBeChecked();
    await tabTo(page, dialog.getByRole("button", { name: "Accept" }));
    await keys.press("Enter");
    await expect(page.getByText(/^\d+ proposals? accepted\./)).toBeVisible();
    await expect(rowOf(page, "Label_me_Anna_01")).toContainText("In progress");
    await expect(rowOf(page, "Label_me_Anna_01").getByRole("img", { name: `${found} Hook` })).toBeVisible();
  });

  await test.step("taken back at once, then the proposals too", async () => {
    await keys.press("Control+z");
    await expect(rowOf(page, "Label_me_Anna_01")).toContainText("Unlabeled");
    expect(await proposalsOf(page, "Label_me_Anna_01")).toBe(found);
    await keys.press("Control+z");
    for (const name of names) await expect.poll(() => proposalsOf(page, name)).toBe("");
  });
});
