import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./studio.ts";

// The demo project of the first start: one capture that nobody has labelled.
test.use({ studioArgs: [] });

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** Chooses a file for the import, as the dialog of the browser would. */
async function importFile(page: Page, name: string, words: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await command(page, "Import labels");
  await (await choosing).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(words) });
}

test("labels of another tool come in after a look at what they bring, go out for ELAN, and are taken back", async ({
  page,
}) => {
  await page.keyboard.press("Control+2");
  await page.getByRole("row", { name: "Label_me_Anna_01" }).click();
  const dialog = page.getByRole("dialog");

  await test.step("an import shows what is new, what overlaps and where, before anything is changed", async () => {
    await importFile(page, "anna.txt", "1.0\t1.4\tJab\n1.2\t1.6\tHook\n2.0\t2.4\tCross\n");
    await expect(dialog.getByRole("heading", { name: "Import labels from anna.txt" })).toBeVisible();
    await expect(dialog.getByRole("row", { name: /^Truth/ })).toContainText(/3.*0.*1/);
    await expect(dialog.getByText("Hook over Jab")).toBeVisible();
    await dialog.getByRole("combobox").fill("Trainer");
    await page.keyboard.press("Tab");
    await expect(dialog.getByRole("row", { name: /^Trainer/ })).toContainText(/new.*3.*0.*1/);
    await page.screenshot({ path: test.info().outputPath("import.png") });
    await dialog.getByRole("button", { name: "Add 3 segments" }).click();
    await expect(page.getByText("3 segments imported")).toBeVisible();
  });

  await test.step("in the open capture the same file is known, and an ELAN file goes out", async () => {
    await page.getByRole("row", { name: "Label_me_Anna_01" }).dblclick();
    await expect(page.locator(".laneName").filter({ hasText: "Trainer" }).first()).toBeVisible();
    await command(page, "Export labels");
    await dialog.getByRole("button", { name: /Format/ }).click();
    await page.getByRole("option", { name: /ELAN/ }).click();
    await page.screenshot({ path: test.info().outputPath("export.png") });
    const downloading = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("Label_me_Anna_01 labels.eaf");
    const words = await readFile(await download.path(), "utf8");
    expect(words).toMatch(/TIER_ID="Trainer" ANNOTATOR="Trainer"/);

    await importFile(page, "anna.eaf", words);
    await expect(dialog.getByText("Nothing in this file is new to the capture.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: /^Add/ })).toBeDisabled();
    await page.keyboard.press("Escape");
  });

  await test.step("the import is one step, taken back and done again as fast as the keys are pressed", async () => {
    const trainer = page.locator(".laneName").filter({ hasText: "Trainer" });
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+y");
    await expect(page.getByText(/^Done again/)).toBeVisible();
    await expect(trainer.first()).toBeVisible();
    // A message stands; the key leads beside the timeline all the same, and only from there to the message.
    await page.keyboard.press("F6");
    await expect(page.locator('aside [role="tab"][aria-selected="true"]')).toBeFocused();
    await page.keyboard.press("F6");
    await expect(page.locator("[role=alertdialog]:focus, [role=region]:focus, [role=region] :focus")).toHaveCount(1);
  });

  await test.step("a mean file is refused with a sentence", async () => {
    await importFile(page, "mean.eaf", '<!DOCTYPE x [<!ENTITY a "b">]>\n<ANNOTATION_DOCUMENT/>');
    await expect(page.getByText("Line 1 is no label: <!DOCTYPE")).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
});
