import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import { openProjectStore } from "#host/store/open.ts";
import { test as base, expect, startStudio } from "./studio.ts";

/** Ten quiet seconds of a left glove, with labels whose every microsecond is known. */
const RATE_HZ = 100;
const SECONDS = 10;
const JAB = {
  label: "Jab",
  hand: "left",
  startUs: 1_000_000,
  endUs: 2_000_000,
  peakUs: 1_500_000,
  origin: "hand",
} as const;
const CROSS = {
  label: "Cross",
  hand: "left",
  startUs: 2_000_000,
  endUs: 3_000_000,
  peakUs: null,
  origin: "hand",
} as const;
const HOOK = {
  label: "Hook",
  hand: "left",
  startUs: 5_003_217,
  endUs: 6_000_000,
  peakUs: null,
  origin: "hand",
} as const;

async function recordKnown(project: string): Promise<string> {
  const store = await openProjectStore(project, { create: true });
  const device = { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true } as const;
  const channels = (["x", "y", "z"] as const).map((axis) => {
    return {
      name: `Accelerometer${axis}`,
      kind: "acceleration",
      axis,
      unit: "g",
      scale: 16 / 32768,
      range: 16,
    } as const;
  });
  const format = { sampleType: "int16", nominalRateHz: RATE_HZ, channels: [...channels] } as const;
  const about = { name: "Edges", createdAtMs: Date.now(), label: null, metadata: {} };
  const journal = await store.begin({ ...about, streams: [{ device, hand: "left", format }] });
  const { id } = journal.capture.streams[0]!;
  const rows = Int16Array.from({ length: RATE_HZ * SECONDS * 3 }, (_, i) => 100 + (i % 50));
  journal.append(id, 0, rows, []);
  const counts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
  const clock = { startUs: 0, rateHz: RATE_HZ };
  await journal.finish([{ streamId: id, clock, clockResidualUs: 100, counts }], SECONDS * 1e6, () => {});
  const segments = [JAB, CROSS, HOOK];
  await store.putTracks({ ...OWN_TRUTH, origin: "hand" }, [{ captureId: journal.capture.id, segments }]);
  await store.close();
  return journal.capture.id;
}

let captureId = "";
let project = "";

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its pattern.
  studio: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    project = join(folder, "projects", "Edges.ringside");
    captureId = await recordKnown(project);
    const studio = await startStudio(folder, ["--project", project]);
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await rm(folder, { recursive: true, force: true });
  },
});

/** The lanes of the open capture, with the whole of it in view, and a hand on the mouse. */
class Lanes {
  readonly #page: Page;
  readonly #box: { readonly x: number; readonly y: number; readonly width: number };
  /** What is selected, as it is read aloud. */
  readonly said: Locator;
  readonly guide: Locator;

  private constructor(page: Page, box: { x: number; y: number; width: number }) {
    this.#page = page;
    this.#box = box;
    this.said = page.locator('.labelLanes [role="status"]');
    this.guide = page.locator(".timeline .guide");
  }

  static async open(page: Page): Promise<Lanes> {
    await page.evaluate((id) => {
      location.hash = `#/captures/${id}`;
    }, captureId);
    await expect(page.locator(".labelLanes .laneName")).toHaveText("Truth, left");
    const canvas = page.locator(".labelLanes > canvas");
    await expect.poll(async () => (await canvas.boundingBox())!.width).toBeGreaterThan(400);
    const lanes = new Lanes(page, (await canvas.boundingBox())!);
    // The labels are there once one of them can be selected.
    await expect(async () => {
      await lanes.click(5.5);
      await expect(lanes.said).toHaveText("Hook · left · 0:05.003 · 997 ms", { timeout: 500 });
    }).toPass();
    return lanes;
  }

  /** Pixels of a second, and as many beside it. */
  async to(seconds: number, besidePx = 0): Promise<void> {
    const x = this.#box.x + (seconds / SECONDS) * this.#box.width + besidePx;
    await this.#page.mouse.move(x, this.#box.y + 14, { steps: 4 });
  }

  async click(seconds: number): Promise<void> {
    await this.to(seconds);
    await this.#page.mouse.down();
    await this.#page.mouse.up();
  }

  /** Presses at one place, goes to another, and lets go there, with a key held all the while. */
  async drag(from: readonly [number, number?], to: readonly [number, number?], key?: string): Promise<void> {
    await this.to(...from);
    if (key !== undefined) await this.#page.keyboard.down(key);
    await this.#page.mouse.down();
    await this.to(...to);
    await this.#page.mouse.up();
    if (key !== undefined) await this.#page.keyboard.up(key);
  }
}

/** What the project holds after the studio was closed, to the microsecond. */
async function stored(): Promise<(readonly [string, number, number])[]> {
  const store = await openProjectStore(project);
  const tracks = await store.tracks(captureId);
  await store.close();
  return tracks.flatMap(({ segments }) =>
    segments.map(({ label, startUs, endUs }) => [label, startUs, endUs] as const),
  );
}

test("a segment is drawn; its edge snaps to another label, is shown with a line, and is stored exactly there", async ({
  page,
  studio,
}) => {
  const lanes = await Lanes.open(page);
  await lanes.drag([3.8], [4.5], "Shift");
  await expect(lanes.said).toHaveText(/^Jab · left · 0:03\.(79|80)\d · (69|70)\d ms$/);

  await lanes.to(4.5, -3);
  await page.mouse.down();
  await lanes.to(5.003217, -5);
  await expect(lanes.guide).toBeVisible();
  await expect(lanes.guide).toHaveText("Edge 0:05.003");
  await page.mouse.up();
  await expect(lanes.guide).toBeHidden();

  // Shift: the other edge passes the target by a few pixels, and stays where the hand put it.
  await lanes.drag([3.8, 3], [3, 8], "Shift");
  await expect(lanes.said).toHaveText(/^Jab · left · 0:03\.0[1-9]\d · 1,9\d\d ms$/);
  await page.goto("about:blank");
  await studio.stop();
  const drawn = (await stored())[2]!;
  expect(drawn[2]).toBe(HOOK.startUs);
  expect(drawn[1]).toBeGreaterThan(CROSS.endUs + 10_000);
});

test("a label key names what is being drawn; keys that edit wait until the drag is over", async ({ page, studio }) => {
  const lanes = await Lanes.open(page);
  await lanes.to(7.2);
  await page.mouse.down();
  await lanes.to(8.2);
  await page.keyboard.press("3");
  await page.keyboard.press("Delete");
  await page.mouse.up();
  await expect(lanes.said).toHaveText(/^Hook · left · 0:07\.[12]\d\d · (99\d|1,0\d\d) ms$/);
  await page.goto("about:blank");
  await studio.stop();
  expect((await stored()).map(([label]) => label)).toEqual(["Jab", "Cross", "Hook", "Hook"]);
});

test("joined edges move together, Ctrl splits them and pushes neighbours, Escape and undo put everything back", async ({
  page,
  studio,
}) => {
  const lanes = await Lanes.open(page);
  // Just left of the joint it is the jab's edge; the cross begins where the jab ends all along.
  await lanes.drag([2, -2], [2.5, -2], "Shift");
  await expect(lanes.said).toHaveText(/^Jab · left · 0:01\.000 · 1,(49|50)\d ms$/);
  await lanes.click(2.8);
  await expect(lanes.said).toHaveText(/^Cross · left · 0:02\.(49|50)\d · (49|50)\d ms$/);

  // Ctrl leaves the cross where it is.
  await lanes.drag([2.5, -2], [2.2, -2], "Control");
  await expect(lanes.said).toHaveText(/^Jab · left · 0:01\.000 · 1,(19|20)\d ms$/);
  await lanes.click(2.8);
  await expect(lanes.said).toHaveText(/^Cross · left · 0:02\.(49|50)\d/);

  // Ctrl on a body pushes what is in the way.
  await lanes.drag([1.5], [2.3], "Control");
  await expect(lanes.said).toHaveText(/^Jab · left · 0:01\.[78]\d\d · 1,(19|20)\d ms$/);
  await lanes.click(3.3);
  await expect(lanes.said).toHaveText(/^Cross · left · 0:0(2\.9|3\.0)\d\d · (49|50)\d ms$/);

  // Escape in the middle of a drag: as if it had never begun.
  const before = (await lanes.said.textContent())!;
  await lanes.to(2.2);
  await page.mouse.down();
  await lanes.to(0.8);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(lanes.said).toHaveText(before);

  for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
  await lanes.click(0.5);
  await lanes.click(1.1);
  await expect(lanes.said).toHaveText("Jab · left · 0:01.000 · 1,000 ms");
  await page.goto("about:blank");
  await studio.stop();
  expect(await stored()).toEqual([JAB, CROSS, HOOK].map(({ label, startUs, endUs }) => [label, startUs, endUs]));
});
