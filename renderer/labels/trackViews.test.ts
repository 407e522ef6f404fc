import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import type { Track } from "#domain/labeling/segments.ts";
import { LabelDoc } from "./labelDoc.ts";
import { FakeLabelHost } from "./testing/fakeLabelHost.ts";
import { hideTracks, labelIntoNext, showTracks, toggleLock } from "./trackViews.ts";

const PROPOSAL = {
  id: "10000000-0000-4000-8000-000000000001",
  label: "Unknown",
  hand: "left",
  quality: null,
  startUs: 0,
  endUs: 1000,
  peakUs: null,
  confidence: null,
  origin: "Peaks",
} as const;
const PEAKS: Track = { kind: "proposal", name: "Peaks", origin: "{}", segments: [PROPOSAL] };

async function opened(...more: Track[]): Promise<LabelDoc> {
  const host = new FakeLabelHost("capture", [...more, PEAKS]);
  const told = { onRefused: () => {}, onFailure: () => {} };
  const scheme = createStore(() => USUAL_SCHEME);
  const doc = new LabelDoc({ studio: host.page(), captureId: "capture", scheme, ...told });
  const loaded = doc.load();
  await host.drain();
  await loaded;
  return doc;
}

it("the track of what is selected goes out of sight, with its selection, and comes back", async () => {
  const doc = await opened();
  doc.select([PROPOSAL.id]);
  hideTracks(doc);
  expect([...doc.view.hidden]).toEqual(["proposal/Peaks"]);
  expect(doc.view.selected.size).toBe(0);
  showTracks(doc);
  expect(doc.view.hidden.size).toBe(0);
});

it("with nothing selected it is the track that is labelled into; a lock is taken off as it was put on", async () => {
  const doc = await opened();
  toggleLock(doc);
  expect([...doc.view.locked]).toEqual(["truth/Truth"]);
  toggleLock(doc);
  expect(doc.view.locked.size).toBe(0);
});

it("a person labels into a track of their own and not into the simulator's, unless they choose it", async () => {
  const simulated = { kind: "truth", name: "Simulated truth", origin: "simulated", segments: [] } as const;
  const doc = await opened(simulated);
  expect(doc.view.active).toEqual({ kind: "truth", name: "Truth" });
  labelIntoNext(doc);
  expect(doc.view.active).toEqual({ kind: "truth", name: "Simulated truth" });
  labelIntoNext(doc);
  expect(doc.view.active.name).toBe("Truth");
  const imported = await opened({ ...simulated, name: "Coach", origin: '{"file":"coach.csv"}' }, simulated);
  expect(imported.view.active.name).toBe("Coach");
});
