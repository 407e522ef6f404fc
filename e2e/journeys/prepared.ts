import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { test as base, expect, startStudio } from "./studio.ts";

export interface Prepared<T> {
  /** The folder of the project that the studio has open. */
  readonly project: string;
  readonly made: T;
}

/** A journey in a studio that has a project open which `make` filled before the studio started. */
export function testOn<T>(make: (project: string) => Promise<T>) {
  return base.extend<{ prepared: Prepared<T> & { readonly folder: string } }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its pattern.
    prepared: async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
      const project = join(folder, "projects", "Made.ringside");
      await use({ folder, project, made: await make(project) });
      await rm(folder, { recursive: true, force: true });
    },
    studio: async ({ prepared }, use) => {
      const studio = await startStudio(prepared.folder, ["--project", prepared.project]);
      await use(studio);
      expect(await studio.stop(), "exit code of the studio").toBe(0);
    },
  });
}

/** Opens a capture as its address does, and waits until its timeline stands. */
export async function openCapture(page: Page, captureId: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/captures/${id}`;
  }, captureId);
  await expect(page.locator(".laneName").first()).toBeVisible();
}

export interface Said {
  readonly words: string;
  readonly startUs: number;
  readonly endUs: number;
}

/** What the page says of the one selected segment, to those who do not see it; null where none or several are. */
export async function selectedSegment(page: Page): Promise<Said | null> {
  const words = (await page.locator(".labelLanes [role=status]").textContent()) ?? "";
  const found = /(?:(\d+):)?(\d+):(\d+\.\d+) · (\d[\d,]*) ms/.exec(words);
  if (found === null) return null;
  const [, hours = "0", minutes = "0", seconds = "0", ms = "0"] = found;
  const startUs = Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6);
  return { words, startUs, endUs: startUs + Number(ms.replaceAll(",", "")) * 1000 };
}

/** Counts what reaches the page from the keyboard and from the mouse; to be called before what is counted. */
export async function countInput(page: Page): Promise<() => Promise<{ keys: number; clicks: number; moves: number }>> {
  await page.evaluate(() => {
    const counts = { keys: 0, clicks: 0, moves: 0 };
    const modifiers = new Set(["Shift", "Control", "Alt", "Meta"]);
    addEventListener("keydown", (event) => !modifiers.has(event.key) && counts.keys++, true);
    addEventListener("pointerdown", () => counts.clicks++, true);
    addEventListener("pointermove", () => counts.moves++, true);
    Object.assign(window, { inputCounts: counts });
  });
  return () => page.evaluate(() => (window as never as { inputCounts: never }).inputCounts);
}
