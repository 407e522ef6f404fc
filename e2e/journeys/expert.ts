import type { Page } from "@playwright/test";
import { detectionScore } from "#domain/detection.ts";
import { OWN_TRUTH, type Segment, truthIn, UNKNOWN } from "#domain/labeling/segments.ts";
import { matchEvents, overlapOf, SAME_PUNCH } from "#domain/matching.ts";
import { recordAtOnce } from "#host/capture/recordAtOnce.ts";
import { PERSON_NAMES } from "#host/sources/simulated/people.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "#host/sources/simulated/simulatedSource.ts";
import { openProjectStore } from "#host/store/open.ts";
import { type Said, selectedSegment } from "./prepared.ts";

export interface Session {
  readonly captureId: string;
  /** What the simulator knows; the project does not. */
  readonly truth: readonly Segment[];
}

const KEYS: Readonly<Record<string, string>> = { Jab: "1", Cross: "2", Hook: "3", Uppercut: "4", Overhand: "5" };

export const punchesOf = ({ truth }: Session): readonly Segment[] => truth.filter(({ label }) => label !== UNKNOWN);

/** Records sparring of two simulated gloves with at least 100 punches, and takes out of the project what it tells of them. */
export async function recordSession(project: string): Promise<Session> {
  const store = await openProjectStore(project, { create: true });
  const source = new SimulatedSource({ speed: "max" });
  source.configure({
    ...DEFAULT_SIMULATED_OPTIONS,
    hands: "both",
    person: PERSON_NAMES[0]!,
    seed: 4,
    punchesPerMinute: 50,
  });
  const links = await Promise.all((await source.find()).map(({ device }) => source.connect(device.id)));
  const about = { name: "Sparring", createdAtMs: Date.UTC(2026, 0, 1), label: null, metadata: {} };
  const { id } = await recordAtOnce(store, links, about, 150);
  await Promise.all(links.map((link) => link.close()));
  const truth = truthIn(await store.tracks(id));
  await store.clear([id], "truth", null);
  await store.close();
  return { captureId: id, truth };
}

/** What the expert says of a proposal: the label of the punch that it is, or null for none of them. */
export function verdictOn(proposal: Said, session: Session, said: Set<string>): string | null {
  const hand = /· (left|right) ·/.exec(proposal.words)?.[1] as "left" | "right" | undefined;
  const found = { startUs: proposal.startUs, endUs: proposal.endUs, hand: hand ?? null };
  const [best] = punchesOf(session)
    .filter(({ id }) => !said.has(id))
    .map((punch) => ({ punch, overlap: overlapOf(punch, found) }))
    .filter(({ punch, overlap }) => overlap >= 0.3 && punch.hand === found.hand)
    .sort((a, b) => b.overlap - a.overlap);
  if (best === undefined) return null;
  said.add(best.punch.id);
  return best.punch.label;
}

/** Waits until another segment is selected than the one of these words. */
export async function otherThan(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (before) => document.querySelector(".labelLanes [role=status]")?.textContent !== before,
    words,
    { timeout: 10_000 },
  );
}

/** Labels a session from its proposals with keys: Enter where the suggestion is right, else the label's own key. */
export async function labelByKeys(
  page: Page,
  session: Session,
): Promise<{ suggested: number; corrected: number; removed: number }> {
  const said = new Set<string>();
  const done = { suggested: 0, corrected: 0, removed: 0 };
  await page.keyboard.press("Shift+P");
  await otherThan(page, "");
  for (;;) {
    const proposal = await selectedSegment(page);
    if (proposal === null || !proposal.words.startsWith(UNKNOWN)) return done;
    const label = verdictOn(proposal, session, said);
    const offered = await page
      .getByRole("list", { name: "Suggested labels" })
      .getByRole("button")
      .first()
      .textContent();
    if (label === null) done.removed++;
    else if (offered?.includes(label)) done.suggested++;
    else done.corrected++;
    await page.keyboard.press(label === null ? "Delete" : offered?.includes(label) ? "Enter" : KEYS[label]!);
    await otherThan(page, proposal.words);
  }
}

/** The same with the mouse alone: a suggestion's button, or the menu of the segment. */
export async function labelByMouse(page: Page, session: Session): Promise<void> {
  const said = new Set<string>();
  await page.getByRole("tab", { name: "Segmenter" }).click();
  await page.getByRole("button", { name: "Keep as proposals" }).click();
  await page.getByRole("tab", { name: "Segments" }).click();
  const rows = page.getByRole("grid", { name: "Segments" }).getByRole("row");
  await rows.filter({ hasText: UNKNOWN }).first().click();
  await otherThan(page, "");
  for (;;) {
    const proposal = await selectedSegment(page);
    if (proposal === null || !proposal.words.startsWith(UNKNOWN)) return;
    const label = verdictOn(proposal, session, said);
    const offer = page.getByRole("list", { name: "Suggested labels" }).getByRole("button", { name: label ?? "" });
    if (label !== null && (await offer.count()) > 0) await offer.first().click();
    else {
      await page.locator('[role="row"][aria-selected="true"]').first().click({ button: "right" });
      const entry = label === null ? /^(Remove|Delete)/ : new RegExp(`^${label}`);
      await page.getByRole("menuitem", { name: entry }).first().click();
    }
    await otherThan(page, proposal.words);
  }
}

export interface Agreement {
  readonly punches: number;
  readonly labels: number;
  /** Of events: one is found where a label of the same name overlaps it. */
  readonly f1: number;
}

/** How well the labels in the project agree with what the simulator knows. The studio must have let go of the project. */
export async function agreement(project: string, session: Session): Promise<Agreement> {
  const store = await openProjectStore(project);
  const tracks = await store.tracks(session.captureId);
  await store.close();
  const labels = tracks.find(({ kind, name }) => kind === "truth" && name === OWN_TRUTH.name)?.segments ?? [];
  const punches = punchesOf(session);
  const matching = matchEvents(punches, labels, SAME_PUNCH);
  const { length: hits } = matching.pairs.filter(({ truth, found }) => punches[truth]!.label === labels[found]!.label);
  const counts = { hits, missed: punches.length - hits, falseAlarms: labels.length - hits };
  return { punches: punches.length, labels: labels.length, f1: detectionScore(counts).f1 };
}
