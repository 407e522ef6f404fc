import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { findBrowser } from "../../app/host/doctor/browsers.ts";
import { expect, test } from "./studio.ts";

const MAIN = fileURLToPath(new URL("../../app/shells/browser/main.ts", import.meta.url));

test.skip(process.platform === "win32", "the browser is wrapped in a shell script");

test("the studio opens a real app window, and closing that window ends it cleanly", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ringside-window-"));
  const data = join(folder, "data");
  // The installed browser, without a screen and with a way for this test to look in.
  const wrapper = join(folder, "browser");
  const script = `#!/bin/sh\nexec "${findBrowser()!.program}" --headless=new --remote-debugging-port=0 "$@" 2>/dev/null\n`;
  await writeFile(wrapper, script, { mode: 0o755 });

  const studio = spawn(process.execPath, [MAIN, "--no-demo"], {
    env: { ...process.env, RINGSIDE_DATA: data, RINGSIDE_PROJECTS: join(folder, "p"), RINGSIDE_BROWSER: wrapper },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(studio, "exit");
  let printed = "";
  studio.stdout.setEncoding("utf8").on("data", (part) => {
    printed += part;
  });

  const portFile = join(data, "window", "DevToolsActivePort");
  await expect.poll(() => existsSync(portFile), { timeout: 90_000 }).toBe(true);
  const port = (await readFile(portFile, "utf8")).split("\n")[0];
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [page] = browser.contexts()[0]!.pages();
  await expect(page!.getByRole("banner").or(page!.getByRole("main")).first()).toBeVisible();
  expect(printed).toContain("Opening Ringside in a window of");
  expect(printed).not.toContain("token=");

  await page!.close();
  const [code] = await exited;
  expect(code).toBe(0);
  await rm(folder, { recursive: true, force: true });
});
