import type { Page } from "@playwright/test";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import { openProjectStore } from "#host/store/open.ts";
import { missingTennis, STROKES } from "../devices/tennis.ts";
import { countInput, openCapture, selectedSegment, testOn } from "./prepared.ts";
import { expect } from "./studio.ts";
import { makeTennisProject, type TennisCapture } from "./tennisProject.ts";

const test = testOn(makeTennisProject);
test.skip(missingTennis() !== null, missingTennis() ?? "");

/** Decides about every proposal as somebody who knows when the balls were hit: a stroke's key, or Delete. */
async function decideAll(page: Page, { stroke, impactsUs }: TennisCapture): Promise<void> {
  const key = String(STROKES.indexOf(stroke) + 1);
  await page.keyboard.press("Shift+P");
  await expect.poll(() => selectedSegment(page)).not.toBeNull();
  const labelled = new Set<number>();
  for (;;) {
    const proposal = await selectedSegment(page);
    if (proposal === null || !proposal.words.startsWith("Unknown")) break;
    const hit = impactsUs.find((us) => us >= proposal.startUs && us <= proposal.endUs && !labelled.has(us));
    if (hit !== undefined) labelled.add(hit);
    await page.keyboard.press(hit === undefined ? "Delete" : key);
    await expect.poll(async () => (await selectedSegment(page))?.words).not.toBe(proposal.words);
  }
  expect(labelled.size, `proposals of ${stroke} that hold an impact`).toBe(impactsUs.length);
}

test("the 34 strokes of five tennis recordings are labelled from proposals by keys alone", async ({
  page,
  studio,
  prepared,
}) => {
  const { project, made } = prepared;
  const counted = await countInput(page);
  await openCapture(page, made[0]!.id);
  for (const capture of made) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(capture.stroke);
    await decideAll(page, capture);
    if (capture.stroke === "serve") await page.screenshot({ path: test.info().outputPath("serve.png") });
    if (capture !== made.at(-1)) await page.keyboard.press("N");
  }
  const input = await counted();
  test.info().annotations.push({ type: "keys for 34 strokes", description: String(input.keys) });
  expect(input).toMatchObject({ clicks: 0, moves: 0 });
  await page.close();
  await studio.stop();

  const store = await openProjectStore(project);
  const truth = new Map<string, readonly Segment[]>();
  for (const { id, stroke } of made) {
    const own = (await store.tracks(id)).find(({ kind, name }) => kind === "truth" && name === OWN_TRUTH.name);
    truth.set(stroke, own?.segments ?? []);
  }
  await store.close();
  for (const { stroke, impactsUs } of made) {
    const segments = truth.get(stroke)!;
    expect(segments.map(({ label }) => label)).toEqual(impactsUs.map(() => stroke));
    impactsUs.forEach((us, i) => {
      expect(segments[i]!.startUs, `${stroke} ${i}`).toBeLessThanOrEqual(us);
      expect(segments[i]!.endUs, `${stroke} ${i}`).toBeGreaterThanOrEqual(us);
    });
  }
});
