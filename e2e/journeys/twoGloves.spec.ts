import type { Page } from "@playwright/test";
import { otherThan, recordSession } from "./expert.ts";
import { countInput, openCapture, selectedSegment, testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const test = testOn(recordSession);

const table = (page: Page) => page.getByRole("grid", { name: "Segments" });
const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });

/** Segments that the table shows; its head is a row too. */
async function shownRows(page: Page): Promise<number> {
  return Number(await table(page).getAttribute("aria-rowcount")) - 1;
}

async function handOfSelected(page: Page): Promise<string | undefined> {
  return /· (left|right) ·/.exec((await selectedSegment(page))?.words ?? "")?.[1];
}

/** Chooses in the list of hands above the table (the inspector before it has one too), from wherever the focus is. */
async function filterHand(page: Page, hand: string): Promise<void> {
  const list = page.getByRole("button", { name: / Hand$/ }).last();
  const focused = () => list.evaluate((button) => button === document.activeElement);
  // From the panel itself F6 leads away first: one round leads back.
  for (let part = 0; part < 4 && !(await focused()); part++) {
    await page.keyboard.press("F6");
    for (let presses = 0; presses < 25 && !(await focused()); presses++) await page.keyboard.press("Tab");
  }
  await expect(list).toBeFocused();
  await page.keyboard.press("Enter");
  const choice = page.getByRole("option", { name: hand });
  await expect(choice).toBeVisible();
  await page.keyboard.type(hand);
  await expect(choice).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toHaveCount(0);
}

test("two gloves are labelled each in its lane, and a punch that went to the wrong hand is put right, by keys alone", async ({
  page,
  prepared,
}) => {
  await openCapture(page, prepared.made.captureId);
  await expect(page.locator(".laneName")).toHaveText(["Truth, left", "Truth, right"]);
  const counted = await countInput(page);

  // Each glove is segmented by its own signal: both hands have proposals of their own.
  await page.keyboard.press("Shift+P");
  await otherThan(page, "");
  await expect(page.locator(".laneName")).toHaveText(["Truth, left", "Truth, right", "punch, left", "punch, right"]);

  // Accepted, each lands in the lane of the glove that felt it.
  const hands: (string | undefined)[] = [];
  for (const key of "1212121212") {
    const { words } = (await selectedSegment(page))!;
    hands.push(await handOfSelected(page));
    await page.keyboard.press(key);
    await otherThan(page, words);
  }
  expect(new Set(hands)).toEqual(new Set(["left", "right"]));
  await page.screenshot({ path: test.info().outputPath("accepted.png") });

  // The last one is selected by Undo and Redo, and goes to the other lane and back.
  await expect(undo(page)).toHaveAccessibleName(/^Undo: Accept Cross/);
  await page.keyboard.press("Control+z");
  await expect(undo(page)).toHaveAccessibleName(/^Undo: Accept Jab/);
  await page.keyboard.press("Control+y");
  await expect(page.locator(".labelLanes [role=status]")).toContainText("Cross");
  const before = (await selectedSegment(page))!;
  const [there, back] = hands.at(-1) === "left" ? ["ArrowDown", "ArrowUp"] : ["ArrowUp", "ArrowDown"];
  const other = hands.at(-1) === "left" ? "right" : "left";
  await page.keyboard.press(there);
  await expect.poll(() => handOfSelected(page)).toBe(other);
  expect(await selectedSegment(page)).toMatchObject({ startUs: before.startUs, endUs: before.endUs });
  await expect(undo(page)).toHaveAccessibleName(/^Undo: .*Cross/);
  await page.screenshot({ path: test.info().outputPath("moved.png") });
  await page.keyboard.press("Control+z");
  await expect.poll(() => handOfSelected(page)).toBe(hands.at(-1));
  await page.keyboard.press(there);
  await page.keyboard.press(back);
  await expect.poll(async () => (await selectedSegment(page))?.words).toBe(before.words);
  // The table shows one hand at a time; nothing belongs to neither.
  await filterHand(page, "Left");
  const left = await shownRows(page);
  await expect(table(page).getByRole("gridcell", { name: "Right", exact: true })).toHaveCount(0);
  await filterHand(page, "Right");
  const right = await shownRows(page);
  await expect(table(page).getByRole("gridcell", { name: "Left", exact: true })).toHaveCount(0);
  expect(Math.min(left, right)).toBeGreaterThan(10);
  await page.screenshot({ path: test.info().outputPath("right.png") });
  await filterHand(page, "Both hands");
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(left + right + 1));
  expect(await counted()).toMatchObject({ clicks: 0 });
});
