import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { agreement, labelByKeys, labelByMouse, recordSession, type Session } from "../journeys/expert.ts";
import { countInput, openCapture } from "../journeys/prepared.ts";
import { enter, startStudio } from "../journeys/studio.ts";
import { launchBrowser } from "./browser.ts";
import { rounded } from "./measure.ts";

/**
 * A scripted expert labels a simulated session of about 100 punches from scratch, from proposals and suggestions: key
 * presses (aim: at most 1.3 for each punch), and beside it clicks for the same job by mouse. The expert knows what was
 * thrown from the simulator, the project does not; `f1` says how well the labels agree with it at the end.
 */
export const name = "keystrokes";

async function job(label: (page: Page, session: Session) => Promise<unknown>): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const browser = await launchBrowser();
  try {
    const project = join(folder, "projects", "Bench.ringside");
    const session = await recordSession(project);
    const studio = await startStudio(folder, ["--project", project]);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await enter(page, studio.nextAddress());
    await openCapture(page, session.captureId);
    const counted = await countInput(page);
    await label(page, session);
    const { keys, clicks } = await counted();
    await page.close();
    await studio.stop();
    const { punches, labels, f1 } = await agreement(project, session);
    return { punches, labels, f1: rounded(f1), keys, clicks, perPunch: rounded((keys + clicks) / punches) };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function run(): Promise<object> {
  return { byKeys: await job(labelByKeys), byMouse: await job(labelByMouse) };
}
