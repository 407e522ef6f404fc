import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BleGlove } from "../devices/ble/bleGlove.ts";
import { serveH4 } from "../devices/ble/h4.ts";
import { VirtualAir } from "../devices/ble/virtualAir.ts";
import { VirtualController } from "../devices/ble/virtualController.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { test as base, expect, newProject, startStudio } from "./studio.ts";

/** Gloves of one name, and an adapter on a serial line: the whole studio runs on it as it is. */
const test = base.extend<{ gloves: readonly BleGlove[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  gloves: async ({}, use) => {
    const air = new VirtualAir({ supervisionMs: 600 });
    const gloves = (["left", "right"] as const).map((hand, i) => {
      const config = { device_name: `Ringside ${hand}`, hand, firmware: "ringside-data-capture 1.0.0" };
      const options = { feed: waveFeed(119, i + 1), framed: true, battery: 80, name: "Ringside", config };
      return new BleGlove(air, `c0:00:00:00:00:0${i + 2}`, options);
    });
    for (const glove of gloves) await glove.start();
    await use(gloves);
    for (const glove of gloves) glove.stop();
  },
  studio: async ({ gloves }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    const adapter = new VirtualController(gloves[0]!.air, "c0:00:00:00:00:01");
    const port = join(folder, "hci");
    const line = await serveH4(adapter, port);
    const studio = await startStudio(folder, ["--no-demo"], {
      BLUETOOTH_HCI_SOCKET_UART_PORT: port,
      BLUETOOTH_HCI_SOCKET_UART_BAUDRATE: "1000000",
    });
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await line.vanish();
    await rm(folder, { recursive: true, force: true });
  },
});

test("two gloves without a cable: found with their signal, recorded whole, lost and waited for", async ({
  page,
  gloves,
}) => {
  await newProject(page, "Wireless");
  await page.keyboard.press("Control+1");
  const panel = page.getByRole("complementary", { name: "Gloves" });
  const found = panel.getByRole("listitem").filter({ hasText: "-55 dBm" });
  await expect(found).toHaveCount(2, { timeout: 20_000 });
  for (const address of ["00:00:02", "00:00:03"]) {
    await found.filter({ hasText: address }).getByRole("button", { name: "Connect" }).click();
  }
  for (const name of ["Ringside left", "Ringside right"]) {
    await expect(panel.getByRole("listitem").filter({ hasText: name })).toContainText(/1\d\d\.\d Hz of 119/, {
      timeout: 20_000,
    });
  }

  await page.keyboard.press("r");
  await expect(page.getByRole("contentinfo")).toContainText("REC 00:02");
  // One notification that the left glove had no room for: known to the row.
  gloves[0]!.drops = (notification) => notification === gloves[0]!.due.length && notification % 7 === 0;
  await expect(page.getByRole("contentinfo")).toContainText("REC 00:04");
  gloves[0]!.drops = () => false;
  await page.keyboard.press("r");
  const review = page.getByRole("region", { name: /^Review/ });
  await expect(review).toBeVisible();
  await page.keyboard.press("Enter");

  gloves[1]!.controller.leave();
  await expect(page.getByText(/reconnecting/i).first()).toBeVisible({ timeout: 20_000 });
  await expect(panel.getByRole("listitem").filter({ hasText: "Ringside right" })).toContainText(/Hz of 119/, {
    timeout: 30_000,
  });
});
