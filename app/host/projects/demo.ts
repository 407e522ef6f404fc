import type { CaptureSummary } from "#domain/captures.ts";
import { recordAtOnce } from "../capture/recordAtOnce.ts";
import type { Job } from "../jobs.ts";
import { type DemoSession, demoSessions } from "../sources/simulated/demoSessions.ts";
import { gymSessions } from "../sources/simulated/gymSessions.ts";
import { SimulatedSource } from "../sources/simulated/simulatedSource.ts";
import { hostNowUs } from "../sources/source.ts";
import type { ProjectStore } from "../store/api.ts";

const MADE_KEY = "demo.made";

/**
 * Puts the demo captures into a project, through the ordinary way of recording. What is there already stays; sessions
 * that an interrupted first start left out are added.
 * @throws ProblemError of the store
 */
export async function fillDemo(store: ProjectStore): Promise<void> {
  const made = new Set<string>(JSON.parse((await store.getSetting(MADE_KEY)) ?? "[]"));
  for (const session of demoSessions()) {
    if (made.has(session.name)) continue;
    await recordSession(store, session);
    made.add(session.name);
    await store.setSetting(MADE_KEY, JSON.stringify([...made]));
  }
}

/** How much each person of the model boxes. The same wish gives the same samples. */
export interface GymWish {
  readonly sessionsEach: number;
  readonly seconds: number;
  readonly seed: number;
}

/**
 * Free work by everybody, one capture after the other; their truth is complete, and they say so. Returns their ids.
 * @throws ProblemError job.cancelled and those of the store: what was recorded until then stays
 */
export async function recordGym(
  store: ProjectStore,
  { sessionsEach, seconds, seed }: GymWish,
  { progress, stopIfCancelled }: Job,
): Promise<string[]> {
  const sessions = gymSessions(sessionsEach, seconds, seed);
  const recorded: string[] = [];
  for (const [done, session] of sessions.entries()) {
    stopIfCancelled();
    progress(done, sessions.length);
    const { id } = await recordSession(store, session);
    await store.setReviewed([id], true);
    recorded.push(id);
  }
  return recorded;
}

/** Records a session of simulated gloves as fast as it goes, with their truth. @throws ProblemError of the store */
export async function recordSession(store: ProjectStore, session: DemoSession): Promise<CaptureSummary> {
  const { seconds, options, name, label, metadata, keepsTruth = true } = session;
  const source = new SimulatedSource({ speed: "max" });
  source.configure(options);
  const zeroUs = hostNowUs();
  const devices = await source.find();
  const links = await Promise.all(devices.map(({ device }) => source.connect(device.id)));
  try {
    const capture = { name, createdAtMs: Date.now(), label, metadata };
    return await recordAtOnce(store, links, capture, seconds, { zeroUs, keepsTruth });
  } finally {
    await Promise.all(links.map((link) => link.close()));
  }
}
