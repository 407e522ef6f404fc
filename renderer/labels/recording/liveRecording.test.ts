// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Input } from "#contract/contract.ts";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { RecordingState } from "#contract/recording.ts";
import { createApp } from "../../app/app.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commandsNow } from "../../app/commands/table.ts";
import { LEFT_GLOVE, PLAN, PROJECT, studioOf } from "../../app/testing/showApp.tsx";
import { captureOf } from "../../workspaces/shared/testCaptures.ts";
import { liveSettings } from "../liveSettings.ts";

const CAPTURE = "00000000-0000-4000-8000-000000000001";
const RIGHT_GLOVE: ConnectedDevice = {
  ...LEFT_GLOVE,
  device: { ...LEFT_GLOVE.device, id: "simulated:right" },
  hand: "right",
};
const RECORDING: RecordingState = {
  phase: "recording",
  captureId: CAPTURE,
  name: "Jab 01",
  startedAtMs: 0,
  maxLengthS: null,
  rows: 0,
};

let stopKeys = () => {};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
  liveSettings.setState({ reactionMs: 250, tap: "fixed", lengthMs: 500 });
});

afterEach(() => {
  stopKeys();
  vi.useRealTimers();
});

/** A page whose host began a capture this very moment; the host's clock is 90 s ahead of the page's. */
async function recording(...gloves: readonly ConnectedDevice[]) {
  const zeroUs = performance.now() * 1000 + 90e6;
  const studio = studioOf({ devices: gloves });
  studio.script["clock.now"] = () => {
    const hostUs = performance.now() * 1000 + 90e6;
    return { hostUs, recording: { captureId: CAPTURE, captureUs: hostUs - zeroUs } };
  };
  studio.script["label.edit"] = () => ({ ok: true, value: undefined });
  studio.script["history.undo"] = () => ({ ok: true, value: null });
  const app = createApp(studio, window);
  app.project.store.setState({ open: PROJECT });
  app.devices.store.setState({ connected: gloves });
  app.recording.store.setState({ plan: PLAN });
  app.shell.go({ at: "capture" });
  stopKeys = listenForKeys(app, commandsNow, window);
  studio.emit("recording.changed", RECORDING);
  await vi.advanceTimersByTimeAsync(0);
  return { studio, app };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function key(type: "keydown" | "keyup", name: string): void {
  document.body.dispatchEvent(new KeyboardEvent(type, { key: name, code: name, bubbles: true, cancelable: true }));
}

async function hold(name: string, ms: number): Promise<void> {
  key("keydown", name);
  await pass(ms);
  key("keyup", name);
  await pass(0);
}

const stored = (studio: { inputsOf(name: "label.edit"): Input<"label.edit">[] }) =>
  studio.inputsOf("label.edit").map(({ captureId, changes }) => {
    expect(captureId).toBe(CAPTURE);
    const [{ label, hand, startUs, endUs, origin }] = changes[0]!.add as [(typeof changes)[0]["add"][0]];
    return [label, hand, Math.round(startUs / 1000), Math.round(endUs / 1000), origin];
  });

it("a held key is stored when it is let go, at the host's clock less the reaction; a tap has its fixed length", async () => {
  const { studio } = await recording(LEFT_GLOVE);
  await pass(2_000);
  await hold("2", 600);
  expect(stored(studio)).toEqual([["Cross", "left", 1750, 2350, "live"]]);
  await pass(400);
  await hold("3", 50);
  expect(stored(studio)[1]).toEqual(["Hook", "left", 2750, 3250, "live"]);
  expect(studio.inputsOf("recording.setPlan")).toEqual([]);
});

it("what grows is seen before it is stored, and Escape forgets it", async () => {
  const { studio, app } = await recording(LEFT_GLOVE);
  await pass(1_000);
  key("keydown", "1");
  await pass(900);
  const [track] = app.liveRecording.store.getState().doc!.view.tracks;
  expect(track!.segments).toMatchObject([{ label: "Jab", startUs: expect.closeTo(750_000, -3) }]);
  await hold("Escape", 10);
  key("keyup", "1");
  await pass(0);
  expect(stored(studio)).toEqual([]);
  expect(app.liveRecording.store.getState().doc!.view.tracks).toEqual([]);
});

it("of two gloves the hand keys choose one", async () => {
  const { studio } = await recording(LEFT_GLOVE, RIGHT_GLOVE);
  await pass(1_000);
  await hold("1", 300);
  await hold("]", 20);
  await hold("1", 300);
  expect(stored(studio).map(([, hand]) => hand)).toEqual(["left", "right"]);
});

it("a key that is held when the recorder stops ends there, within the capture, and digits mean the capture again", async () => {
  const { studio, app } = await recording(LEFT_GLOVE);
  liveSettings.setState({ reactionMs: 0 });
  await pass(1_000);
  key("keydown", "1");
  await pass(1_000);
  studio.emit("recording.changed", { phase: "finishing", captureId: CAPTURE, doneShare: 0 });
  await pass(300);
  key("keyup", "1");
  const capture = captureOf({ id: CAPTURE, durationUs: 1_990_000 });
  studio.emit("recording.changed", { phase: "review", capture });
  await pass(0);
  expect(stored(studio)).toEqual([["Jab", "left", 1000, 1990, "live"]]);
  expect(app.liveRecording.running).toBe(false);
  studio.script["capture.setLabel"] = () => ({ ok: true, value: undefined });
  await hold("4", 20);
  expect(studio.inputsOf("capture.setLabel")).toEqual([{ captureIds: [CAPTURE], label: "Uppercut" }]);
  studio.emit("recording.changed", { phase: "idle" });
  expect(app.liveRecording.store.getState().doc).toBeNull();
});

it("before the host has told its clock, and without a recording, nothing is labelled", async () => {
  const { studio, app } = await recording(LEFT_GLOVE);
  studio.emit("recording.changed", { phase: "idle" });
  await hold("2", 300);
  expect(stored(studio)).toEqual([]);
  expect(app.recording.store.getState().plan).toMatchObject({ label: "Cross" });
  studio.script["clock.now"] = () => Promise.reject(new Error("away"));
  vi.spyOn(console, "warn").mockImplementation(() => {});
  studio.emit("recording.changed", { ...RECORDING, captureId: "00000000-0000-4000-8000-000000000002" });
  await pass(500);
  await hold("2", 300);
  expect(stored(studio)).toEqual([]);
});
