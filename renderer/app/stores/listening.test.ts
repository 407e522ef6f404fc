// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { studioOf } from "../testing/showApp.tsx";
import { createListening } from "./listening.ts";

const MODEL = "00000000-0000-4000-8000-00000000000a";
const OTHER = "00000000-0000-4000-8000-00000000000b";

function finding(more: Partial<LiveFinding> = {}): LiveFinding {
  return {
    deviceId: "simulated:left",
    liveKey: 1,
    modelId: MODEL,
    label: "Jab",
    classNumber: 1,
    beginIndex: 100,
    endIndex: 180,
    decidedIndex: 190,
    confidence: 0.9,
    latencyMs: 2,
    hostTimeUs: 0,
    ...more,
  };
}

function listening() {
  const studio = studioOf();
  studio.script["model.list"] = () => [{ id: MODEL, name: "Boxing" } as never, { id: OTHER, name: "Other" } as never];
  const owner = createListening(studio);
  return { studio, owner, state: () => owner.store.getState() };
}

it("a page that comes later learns who listens and what was found", async () => {
  const { studio, owner, state } = listening();
  studio.script["listening.state"] = () => ({ modelIds: [MODEL], keep: "predictions" });
  studio.script["listening.findings"] = () => [finding()];
  await owner.refresh();
  expect(state()).toMatchObject({ modelIds: [MODEL], keep: "predictions", findings: [{ label: "Jab" }] });
  expect(state().names[MODEL]).toBe("Boxing");
});

it("keeps the last 500, newest last", () => {
  const { studio, state } = listening();
  for (let i = 0; i < 520; i++) studio.emit("listening.found", finding({ beginIndex: i }));
  expect(state().findings.length).toBe(500);
  expect(state().findings[0]!.beginIndex).toBe(20);
  expect(state().findings.at(-1)!.beginIndex).toBe(519);
});

it("forgets what a model said that listens no more, not what the glove said", () => {
  const { studio, state } = listening();
  studio.emit("listening.found", finding());
  studio.emit("listening.found", finding({ modelId: OTHER, label: "Hook" }));
  studio.emit("listening.found", finding({ modelId: null, label: "Cross" }));
  studio.emit("listening.changed", { modelIds: [OTHER], keep: "none" });
  expect(state().findings.map(({ label }) => label)).toEqual(["Hook", "Cross"]);
});

it("the count of a check begins at nothing, and stays when the check has ended", async () => {
  const { studio, owner, state } = listening();
  studio.script["check.start"] = () => ({ ok: true, value: undefined });
  studio.script["check.stop"] = () => undefined;
  const count = { deviceId: "serial:1", modelId: MODEL, agreed: 3, differed: 0, gloveOnly: 1, studioOnly: 0 };
  studio.emit("check.agreement", count);
  expect(await owner.startCheck("serial:1", MODEL)).toBe(true);
  expect(state().agreements).toEqual({});
  studio.emit("check.agreement", count);
  await owner.stopCheck("serial:1");
  expect(state().agreements["serial:1"]).toEqual(count);
});
