import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

/**
 * The built Electron shell, main and worker, on a recording stand-in for Electron itself, whose program cannot be had
 * everywhere. It shows that the bundle is whole: the page is served, calls arrive, the store's worker is found.
 */
test("the built Electron shell opens its window, makes the demo project and lists it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ringside-electron-"));
  const drive = fileURLToPath(new URL("./electronDrive.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", drive, mainFile()], {
    env: { ...process.env, RINGSIDE_DATA: join(folder, "data"), RINGSIDE_PROJECTS: join(folder, "projects") },
    timeout: 85_000,
  });
  const seen = JSON.parse(stdout.trim().split("\n").at(-1)!);
  expect(seen).toMatchObject({
    loaded: ["ringside://app/"],
    pageStatus: 200,
    policy: expect.stringContaining("default-src 'none'"),
    project: { name: "Ringside demo", demo: true },
    live: true,
  });
  expect(seen.captures).toBeGreaterThan(0);
  await rm(folder, { recursive: true, force: true });
});

function mainFile(): string {
  return fileURLToPath(new URL("../../dist/electron/main.js", import.meta.url));
}
