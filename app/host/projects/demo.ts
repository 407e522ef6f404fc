import { recordAtOnce } from "../capture/recordAtOnce.ts";
import { type DemoSession, demoSessions } from "../sources/simulated/demoSessions.ts";
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

async function recordSession(store: ProjectStore, session: DemoSession): Promise<void> {
  const { seconds, options, name, label, metadata } = session;
  const source = new SimulatedSource({ speed: "max" });
  source.configure(options);
  const zeroUs = hostNowUs();
  const devices = await source.find();
  const links = await Promise.all(devices.map(({ device }) => source.connect(device.id)));
  try {
    const capture = { name, createdAtMs: Date.now(), label, metadata };
    await recordAtOnce(store, links, capture, seconds, zeroUs);
  } finally {
    await Promise.all(links.map((link) => link.close()));
  }
}
