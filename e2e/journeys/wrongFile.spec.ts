import { recordSession } from "./expert.ts";
import { openCapture, testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const test = testOn(recordSession);

test("a document that was attached by mistake says so, and goes at once", async ({ page, prepared }) => {
  await openCapture(page, prepared.made.captureId);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach a video" }).click();
  await (await chooser).setFiles({ name: "plan.pdf", mimeType: "video/mp4", buffer: Buffer.from("%PDF-1.7 no film") });
  const panel = page.getByRole("region", { name: "Video" });
  await expect(panel.getByText("No video can be read from this file.")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("wrong.png") });
  await panel.getByRole("button", { name: "Remove plan" }).click();
  await expect(panel.getByText("No video yet.")).toBeVisible();
});
