import type { Locator, Page } from "@playwright/test";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import { openProjectStore } from "#host/store/open.ts";
import { openCapture, type Prepared, testOn } from "./prepared.ts";
import { recordQuiet } from "./quietCapture.ts";
import { expect } from "./studio.ts";

/** Ten quiet seconds of a left glove, with labels whose every microsecond is known. */
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

const test = testOn((project) => {
  const track = { ...OWN_TRUTH, origin: "hand" };
  return recordQuiet(project, { name: "Edges", seconds: SECONDS, track, segments: [JAB, CROSS, HOOK] });
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

  static async open(page: Page, captureId: string): Promise<Lanes> {
    await openCapture(page, captureId);
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
async function stored({ project, made: captureId }: Prepared<string>): Promise<(readonly [string, number, number])[]> {
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
  prepared,
}) => {
  const lanes = await Lanes.open(page, prepared.made);
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
  const drawn = (await stored(prepared))[2]!;
  expect(drawn[2]).toBe(HOOK.startUs);
  expect(drawn[1]).toBeGreaterThan(CROSS.endUs + 10_000);
});

test("a label key names what is being drawn; keys that edit wait until the drag is over", async ({
  page,
  studio,
  prepared,
}) => {
  const lanes = await Lanes.open(page, prepared.made);
  await lanes.to(7.2);
  await page.mouse.down();
  await lanes.to(8.2);
  await page.keyboard.press("3");
  await page.keyboard.press("Delete");
  await page.mouse.up();
  await expect(lanes.said).toHaveText(/^Hook · left · 0:07\.[12]\d\d · (99\d|1,0\d\d) ms$/);
  await page.goto("about:blank");
  await studio.stop();
  expect((await stored(prepared)).map(([label]) => label)).toEqual(["Jab", "Cross", "Hook", "Hook"]);
});

test("joined edges move together, Ctrl splits them and pushes neighbours, Escape and undo put everything back", async ({
  page,
  studio,
  prepared,
}) => {
  const lanes = await Lanes.open(page, prepared.made);
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
  expect(await stored(prepared)).toEqual(
    [JAB, CROSS, HOOK].map(({ label, startUs, endUs }) => [label, startUs, endUs]),
  );
});
