// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, LEFT_GLOVE, press, pressKey, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { RoundScreen } from "./RoundScreen.tsx";

const RIGHT_GLOVE = {
  ...LEFT_GLOVE,
  device: { ...LEFT_GLOVE.device, id: "simulated:right", name: "Simulated right glove" },
  hand: "right" as const,
};

let stopKeys = () => {};

beforeEach(() => {
  stopKeys();
  localStorage.clear();
  location.hash = "#/round";
});
afterEach(() => vi.useRealTimers());

async function show() {
  const studio = studioOf({ devices: [RIGHT_GLOVE, LEFT_GLOVE] });
  studio.script["listening.state"] = () => ({ modelIds: [], keep: "none" });
  studio.script["listening.findings"] = () => [];
  const app = await showApp(
    studio,
    <>
      <RoundScreen />
      <Toasts />
    </>,
  );
  stopKeys();
  stopKeys = listenForKeys(app, () => commands, window);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const pass = (s: number) => act(async () => vi.advanceTimersByTime(s * 1000));
  const punch = (hand: "left" | "right", label: string, over: Partial<LiveFinding> = {}) =>
    act(async () =>
      studio.emit("listening.found", {
        deviceId: `simulated:${hand}`,
        liveKey: 1,
        modelId: null,
        label,
        classNumber: label === "Unknown" ? 0 : 1,
        beginIndex: null,
        endIndex: null,
        decidedIndex: null,
        confidence: 0.9,
        latencyMs: null,
        hostTimeUs: 0,
        ...over,
      }),
    );
  return { studio, app, pass, punch };
}

const screen = () => find("section", "Round").textContent;
const clockFace = () => find("[role=timer]").textContent;

describe("the ring", () => {
  it("counts both gloves of one person from the first bell on, with the last punch big", async () => {
    const { app, pass, punch } = await show();
    await act(async () => app.rounds.change({ roundS: 30, restS: 10, rounds: 2 }));
    await pressKey(" ");
    expect(screen()).toContain("Get ready");
    await punch("left", "Jab");
    await pass(5);
    expect(screen()).toContain("Round 1 of 2");
    expect(clockFace()).toBe("00:30");
    await punch("left", "Jab");
    await punch("right", "Hook");
    await punch("right", "Unknown");
    expect(find("[role=status]").textContent).toContain("Hook");
    expect(find("[aria-label=Boxer]").textContent).toMatch(/^2HHook/);
    await pass(12);
    expect(clockFace()).toBe("00:18");
  });

  it("counts a punch once, though the glove and a model that listens both say it", async () => {
    const { app, studio, pass, punch } = await show();
    const modelId = "00000000-0000-4000-8000-00000000000a";
    await act(async () => studio.emit("listening.changed", { modelIds: [modelId], keep: "none" }));
    await pressKey(" ");
    await pass(6);
    await punch("left", "Jab");
    await punch("left", "Jab", { modelId });
    expect(app.rounds.store.getState().bout!.hits).toHaveLength(1);
  });

  it("pauses and goes on with Space; Escape ends the bout, shows what was thrown, and then leaves", async () => {
    const { app, pass, punch } = await show();
    await pressKey(" ");
    await pass(10);
    await pressKey(" ");
    expect(screen()).toContain("Pause");
    const face = clockFace();
    await punch("left", "Jab");
    await pass(60);
    expect(clockFace()).toBe(face);
    await pressKey(" ");
    await punch("left", "Jab");
    await pressKey("Escape");
    expect(find("h1").textContent).toContain("Boxer: 1 punch");
    expect(app.shell.store.getState().place).toEqual({ at: "round" });
    await pressKey("Escape");
    expect(app.shell.store.getState().place).toEqual({ at: "deploy" });
    await act(async () => app.shell.go({ at: "round" }));
    expect(find("h1").textContent).toContain("Boxer: 1 punch");
  });

  it("sets two people against each other, left against right, and who reaches the target wins", async () => {
    const { app, pass, punch } = await show();
    await press(find("[role=radio]", "Two people"));
    await act(async () => app.rounds.change({ target: 2, names: ["Anna", ""] }));
    await press(find("button", "Start"));
    await pass(6);
    for (const hand of ["left", "right", "left"] as const) await punch(hand, "Cross");
    expect(find("h1").textContent).toContain("Anna wins");
    expect(find("table", "Right corner").textContent).toContain("Cross");
  });

  it("hands what was thrown to the clipboard as a table", async () => {
    const { pass, punch } = await show();
    const writeText = vi.fn(async (_: string) => {});
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    await pressKey(" ");
    await pass(6);
    await punch("right", "Hook");
    await pressKey("Escape");
    await press(find("button", "Copy"));
    expect(writeText.mock.calls[0]![0]).toBe("\tRound\tHook\tAll\nBoxer\t1\t1\t1\nBoxer\tAll\t1\t1\n");
    vi.unstubAllGlobals();
  });

  it("remembers how it was set up, and that the sound is off", async () => {
    const first = await show();
    await act(async () => first.app.rounds.change({ rounds: 5 }));
    await pressKey("m");
    vi.useRealTimers();
    const { app } = await show();
    expect(app.rounds.store.getState().settings).toMatchObject({ rounds: 5, muted: true });
    expect(find("button", "Sound").getAttribute("aria-pressed")).toBe("false");
  });

  it("goes on while one looks something up elsewhere", async () => {
    const { app, pass, punch } = await show();
    await pressKey(" ");
    await pass(6);
    await act(async () => app.shell.go({ at: "deploy" }));
    await punch("left", "Jab");
    expect(app.rounds.store.getState().bout!.hits).toHaveLength(1);
  });
});
