import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { OpenProject } from "#contract/projects.ts";
import type { RecordingPlan } from "#contract/recording.ts";
import { NO_COUNTS } from "#domain/captures.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import type { TestCapture } from "../../workspaces/shared/testCaptures.ts";
import { type App, AppProvider, createApp } from "../app.ts";
import { FakeStudio } from "../studio/fakeStudio.ts";

export const PROJECT: OpenProject = {
  id: "p1",
  name: "Tuesday gym",
  folderShown: "~/Ringside/Tuesday gym.ringside",
  demo: false,
  readOnly: false,
  readOnlyReason: null,
  interrupted: [],
};

export const PLAN: RecordingPlan = {
  nameTemplate: "{label} {person} {nn}",
  label: "Jab",
  metadata: { person: "Anna" },
  countdownS: 0,
  maxLengthS: null,
  keepSimulatedTruth: true,
};

/** Our own gateway while it is off. */
export const NO_GATEWAY = { running: false, address: null, token: null, deviceIds: [], clients: 0, rowsSent: 0 };

export const LEFT_GLOVE: ConnectedDevice = {
  device: { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true },
  liveKey: 1,
  hand: "left",
  state: "live",
  format: null,
  measuredRateHz: 118.9,
  counts: NO_COUNTS,
  lossShare: 0,
  battery: null,
  rows: 1190,
  problem: null,
};

export interface Scene {
  readonly project?: OpenProject | null;
  readonly captures?: readonly TestCapture[];
  readonly bin?: readonly TestCapture[];
  readonly devices?: readonly ConnectedDevice[];
}

/** A host that has one project open and answers everything that a screen reads. Tests add what their deed needs. */
export function studioOf({ project = PROJECT, captures = [], bin = [], devices = [] }: Scene = {}): FakeStudio {
  return new FakeStudio({
    "project.current": () => project,
    "project.list": () => [],
    "recording.state": () => ({ phase: "idle" }),
    "recording.plan": () => PLAN,
    "recording.nextNumber": () => 7,
    "recording.setPlan": () => undefined,
    "capture.list": ({ deleted }) => [...(deleted ? bin : captures)],
    "scheme.get": () => structuredClone(USUAL_SCHEME) as never,
    "label.tracks": () => ({ ok: true, value: [] }),
    "history.state": () => ({ undo: null, redo: null }),
    "device.list": () => [...devices],
    "device.find": () => [],
    "alert.list": () => [],
    "device.bluetooth": () => "on",
    "gateway.state": () => NO_GATEWAY,
    "capture.claps": () => ({ ok: true, value: null }),
    "listening.state": () => ({ modelIds: [], keep: "none" }),
    "listening.findings": () => [],
    "simulated.options": () => ({
      options: {
        hands: "both",
        seed: 1,
        person: "Anna",
        punchesPerMinute: 30,
        rateHz: 119,
        accelRange_g: 16,
        gyroRange_dps: 2000,
        magnetometer: false,
        clockError_ppm: 0,
        loss: 0,
      },
      people: ["Anna", "Ben"],
    }),
    "doctor.examine": () => [],
    "video.list": () => ({ ok: true, value: [] }),
    "model.list": () => [],
  });
}

let shown: Root | null = null;

/** What jsdom has not and the controls need. */
function fillJsdom(): void {
  const page = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean; CSS?: Partial<typeof CSS> };
  page.IS_REACT_ACT_ENVIRONMENT = true;
  page.CSS ??= {};
  page.CSS.escape ??= (words) => words.replace(/[^\w-]/g, "\\$&");
}

/** Draws a part of the studio on the page and waits until it has read everything. */
export async function showApp(studio: FakeStudio, part: ReactNode): Promise<App> {
  fillJsdom();
  act(() => shown?.unmount());
  document.body.innerHTML = "<div id='root'></div>";
  const app = createApp(studio, window);
  await act(async () => {
    shown = createRoot(document.getElementById("root")!);
    shown.render(<AppProvider value={app}>{part}</AppProvider>);
    await app.refresh();
  });
  return app;
}

/** The one element on the page whose words or label contain `words`. */
export function find(selector: string, words = ""): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>(selector)].filter((each) =>
    `${each.getAttribute("aria-label") ?? ""} ${each.textContent}`.includes(words),
  );
  if (all.length !== 1) throw new Error(`${all.length} of ${selector} "${words}" in: ${document.body.textContent}`);
  return all[0]!;
}

export async function press(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
}

export async function pressKey(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    target.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, cancelable: true, ...more }));
  });
}

/** Puts words into a field as typing does: React hears of it. */
export async function type(field: HTMLInputElement, words: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!;
  await act(async () => {
    setValue.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
