import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Outcome } from "#contract/schemas.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { TAP_MS } from "#domain/labeling/live.ts";
import { OWN_TRUTH, type Segment, type Track } from "#domain/labeling/segments.ts";
import { createHost } from "#host/host.ts";
import { standardSources } from "#host/sources/standard.ts";
import { expect, newProject, type RunningStudio, test } from "./studio.ts";

const REACTION_MS = 250;
const TAPPED_MS = 500;
const NEAR_MS = 50;

/** Notes when keys went down and up: milliseconds since 1970. */
async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const notes: { key: string; type: string; atMs: number }[] = [];
    const note = ({ key, type, timeStamp, repeat }: KeyboardEvent) => {
      if (!repeat) notes.push({ key, type, atMs: performance.timeOrigin + timeStamp });
    };
    window.addEventListener("keydown", note, true);
    window.addEventListener("keyup", note, true);
    Object.assign(window, { keyNotes: notes });
  });
}

type Note = { readonly key: string; readonly type: string; readonly atMs: number };
const notedKeys = (page: Page): Promise<Note[]> =>
  page.evaluate(() => (window as unknown as { keyNotes: Note[] }).keyNotes);

async function hold(page: Page, key: string, ms: number): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForTimeout(ms);
  await page.keyboard.up(key);
}

/** The one capture of the stopped studio's project, and what its labels are. */
async function keptLabels(studio: RunningStudio): Promise<{ capture: CaptureSummary; segments: readonly Segment[] }> {
  const host = await createHost({
    dataFolder: join(studio.folder, "data"),
    projectsFolder: studio.projectsFolder,
    sources: standardSources(),
    log: () => {},
  });
  expect((await host.openProjectAt("Gym")).ok).toBe(true);
  const [capture] = (await host.call("capture.list", { deleted: false })) as CaptureSummary[];
  const tracks = (await host.call("label.tracks", { captureId: capture!.id })) as Outcome<Track[]>;
  await host.close();
  if (!tracks.ok) throw new Error(tracks.problem.code);
  return { capture: capture!, segments: tracks.value.find(({ name }) => name === OWN_TRUTH.name)?.segments ?? [] };
}

test("label with keys while it records: held, tapped, taken back; all of it is where the keys were", async ({
  page,
  studio,
}) => {
  await newProject(page, "Gym");
  await page.keyboard.press("g");
  await expect(page.getByRole("button", { name: /^Record/ })).toBeEnabled();
  const line = page.getByRole("region", { name: "Live labels" });
  await expect(line).toContainText("While recording, hold a key while it happens");

  await noteKeys(page);
  await page.keyboard.press("r");
  await expect(line).toContainText("Hold a key while it happens");
  await expect(page.getByRole("contentinfo")).toContainText("REC 00:01");
  await hold(page, "2", 700);
  await expect(line.getByRole("status")).toContainText("Cross");
  await page.waitForTimeout(300);
  await hold(page, "3", 40);
  await page.waitForTimeout(700);
  await hold(page, "1", 400);
  await expect(line.getByRole("listitem").filter({ hasText: "Jab" })).toContainText("1");
  await page.keyboard.press("Control+z");
  await expect(line.getByRole("status")).toContainText("Hook");
  await page.waitForTimeout(300);
  await hold(page, "4", 40);
  await page.keyboard.press("r");
  await expect(page.getByRole("region", { name: /^Review/ })).toBeVisible();
  await expect(line.getByRole("status")).toContainText("Uppercut");
  const keys = await notedKeys(page);
  await page.keyboard.press("Enter");

  await test.step("the open capture shows them", async () => {
    await page.keyboard.press("Control+2");
    await page.getByRole("row", { name: "Capture 01" }).dblclick();
    for (const label of ["Cross", "Hook", "Uppercut"])
      await expect(page.getByRole("gridcell", { name: label }).first()).toBeVisible();
  });
  await page.close();
  await studio.stop();

  const { capture, segments } = await keptLabels(studio);
  // The capture began in this millisecond of the machine's clock: a witness that live labels never asked.
  const atMs = (key: string, type: string) =>
    keys.find((each) => each.key === key && each.type === type)!.atMs - capture.createdAtMs - REACTION_MS;
  const durationMs = capture.durationUs / 1000;
  // On a busy machine what was meant as a tap may have been held for longer than one.
  const expected = Object.entries({ Cross: "2", Hook: "3", Uppercut: "4" }).map(([label, key]) => {
    const [downMs, upMs] = [atMs(key, "keydown"), atMs(key, "keyup")];
    return [label, downMs, Math.min(durationMs, upMs - downMs < TAP_MS ? downMs + TAPPED_MS : upMs)] as const;
  });
  expect(segments.map(({ label, origin }) => [label, origin])).toEqual(expected.map(([label]) => [label, "live"]));
  const errors = segments.flatMap(({ startUs, endUs }, index) => [
    startUs / 1000 - expected[index]![1],
    endUs / 1000 - expected[index]![2],
  ]);
  console.log(`live labels lie off their keys by ${errors.map((error) => error.toFixed(1)).join(", ")} ms`);
  for (const error of errors) expect(Math.abs(error)).toBeLessThan(NEAR_MS);
  for (const { endUs } of segments) expect(endUs).toBeLessThanOrEqual(capture.durationUs);
});
