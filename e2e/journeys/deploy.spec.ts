import AxeBuilder from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { VirtualBoard } from "../devices/virtualBoard.ts";
import { makeJudgedProject } from "./judgedProject.ts";
import { testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const test = testOn(makeJudgedProject).extend<{ board: VirtualBoard }>({
  board: async ({ studio }, use) => {
    const image = madeImage({ firmware: "ringside-data-capture 1.0.0" });
    const { folder, portsFile } = studio;
    const board = new VirtualBoard({ folder, portsFile, image, speed: 10 });
    await board.plug();
    await use(board);
    await board.unplug();
  },
});

const step = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const mark = (page: Page, name: string) =>
  page
    .getByRole("navigation", { name: "Steps from model to glove" })
    .getByRole("button", { name: new RegExp(`^\\d ${name}`) });

async function violations(page: Page): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  const grave = all.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Kept beside the report, and no barrier for anybody in either theme. */
async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const theme of ["dark", "light"]) {
    await page.evaluate((each) => {
      document.documentElement.dataset.theme = each;
    }, theme);
    expect.soft(await violations(page), `${name}, ${theme}`).toEqual([]);
    const path = info.outputPath(`${name}-${theme}.png`);
    await page.screenshot({ path });
    await info.attach(`${name}-${theme}`, { path, contentType: "image/png" });
  }
}

async function addImage(page: Page): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add a .bin" }).click();
  const buffer = madeImage({ bytes: 300 * 1024, firmware: "ringside-recognition 1.0.0", slotBytes: 65_536 });
  await (await choosing).setFiles({ name: "recognition.bin", mimeType: "application/octet-stream", buffer });
  await expect(page.getByText(/ringside-recognition 1.0.0, 300 KiB\. The model is written into it\./)).toBeVisible();
}

test("a model becomes a pack, is billed, proved, flashed with one button, checked live, and boxed with", async ({
  page,
  board,
}, info) => {
  test.setTimeout(240_000);
  const keys = page.keyboard;

  await test.step("the model and its pack, which a person can read", async () => {
    await keys.press("Control+4");
    await expect(mark(page, "Model")).toContainText("Tiny forest");
    await step(page, "Model")
      .getByRole("button", { name: /^Files/ })
      .click();
    const files = page.getByRole("dialog", { name: "Files of tiny_forest_pack" });
    await expect(files.getByRole("region", { name: "src/tiny_forest_pack.h" })).toContainText("Jab");
    await keys.press("Escape");
    const saving = page.waitForEvent("download");
    await step(page, "Model").getByRole("button", { name: "Save" }).click();
    await page.getByRole("menuitem", { name: "One single header" }).click();
    expect((await saving).suggestedFilename()).toBe("tiny_forest_pack.h");
  });

  await test.step("the bill says what it costs on the board", async () => {
    await expect(mark(page, "Bill")).toContainText("Fits:", { timeout: 60_000 });
    await expect(step(page, "Bill").getByRole("meter", { name: "Flash" })).toBeVisible();
    await look(page, info, "1-bill");
  });

  await test.step("the proof needs a result, and seals the pack", async () => {
    await step(page, "Proof").getByRole("button", { name: "Go to Validate" }).click();
    await page.getByRole("checkbox", { name: "Small forest" }).uncheck({ force: true });
    await page.getByRole("checkbox", { name: "Tiny forest" }).check({ force: true });
    await keys.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Tiny forest" })).toBeVisible();
    await keys.press("Control+4");
    await step(page, "Proof")
      .getByRole("button", { name: /^Prove/ })
      .click();
    await expect(mark(page, "Proof")).toContainText("Proved", { timeout: 120_000 });
    await expect(step(page, "Proof").getByRole("status")).toContainText("every decision is the same");
    await look(page, info, "2-proof");
  });

  await test.step("one button from model to glove; done is what the glove says", async () => {
    await addImage(page);
    await page.getByRole("button", { name: /^Flash Tiny forest to/ }).click();
    await expect(page.getByRole("list", { name: "Steps of the flash" })).toBeVisible();
    const done = step(page, "Flash").getByRole("status");
    await expect(done).toContainText("Done: the glove answered", { timeout: 90_000 });
    await expect(done).toContainText("Firmware ringside-recognition 1.0.0.");
    await expect(done).toContainText("Self-test passed.");
    await expect(mark(page, "Flash")).toContainText("Tiny forest on");
    await look(page, info, "3-flash");
    await step(page, "Flash").getByRole("button", { name: "Log" }).click();
    await expect(page.getByRole("dialog", { name: "Log" })).toContainText("self-test: passed");
    await keys.press("Escape");
    expect(board.path).not.toBeNull();
  });

  await test.step("the glove says what the studio says, on the same samples", async () => {
    const check = step(page, "Live check");
    await check.getByRole("button", { name: "Look for devices" }).click();
    await check.getByRole("button", { name: "Connect" }).first().click();
    await check.getByRole("button", { name: "Start the check" }).click();
    await expect(mark(page, "Live check")).toContainText(/[2-9] of \d+ agreed/, { timeout: 60_000 });
    await expect(check.getByRole("row", { name: /Same$/ }).first()).toBeVisible();
    await look(page, info, "4-check");
    await check.getByRole("button", { name: "Stop the check" }).click();
  });

  await test.step("a model listens, and a round is boxed with it", async () => {
    await keys.press("Control+1");
    const listens = page
      .getByRole("region", { name: "Models that listen" })
      .getByRole("checkbox", { name: "Tiny forest" });
    await listens.click({ force: true });
    await expect(listens).toBeChecked();
    await look(page, info, "5-listening");
    await keys.press("Shift+R");
    await page.getByRole("textbox", { name: "Rounds" }).fill("1");
    await page.getByRole("textbox", { name: "Round length" }).fill("60");
    await page.getByRole("textbox", { name: "Name" }).fill("Anna");
    await look(page, info, "6-ring");
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByText("Round 1 of 1")).toBeVisible();
    await expect(page.getByRole("region", { name: "Anna" }).getByRole("status")).not.toHaveText("–", {
      timeout: 60_000,
    });
    await look(page, info, "7-round");
    await keys.press("Escape");
    await expect(page.getByRole("heading", { level: 1, name: /^Anna: \d+ punch/ })).toBeVisible();
    await look(page, info, "8-summary");
    await keys.press("Escape");
    await expect(mark(page, "Flash")).toContainText("Tiny forest on");
  });
});
