import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.capture";
const phase = (app: App) => app.recording.store.getState().state.phase;

function canToggle(app: App): boolean {
  if (app.project.store.getState().open?.readOnly !== false) return false;
  if (phase(app) === "finishing") return false;
  const running = phase(app) === "recording" || phase(app) === "countdown";
  return running || app.devices.store.getState().connected.some((device) => device.state === "live");
}

/** Whether a label key means the capture just now. */
export function takesLabel(app: App): boolean {
  return phase(app) === "idle" || phase(app) === "review";
}

/** The label of the next capture; in the review, of the last one. */
export function giveCaptureLabel(app: App, label: string): void {
  const { state } = app.recording.store.getState();
  if (state.phase === "review") void app.captures.setLabel([state.capture.id], label);
  else app.recording.setPlan({ label });
}

export const captureCommands: readonly Command[] = [
  {
    id: "capture.record",
    words: "command.capture.record",
    section,
    keys: ["R"],
    places: ["capture"],
    enabled: canToggle,
    run: (app) => void app.recording.toggle(),
  },
  {
    id: "capture.find",
    words: "command.capture.find",
    section,
    keys: ["D"],
    places: ["capture"],
    run: (app) => void app.devices.find(),
  },
  {
    id: "capture.simulated",
    words: "command.capture.simulated",
    section,
    keys: ["G"],
    places: ["capture"],
    enabled: (app) => !app.devices.store.getState().connected.some(({ device }) => device.kind === "simulated"),
    run: (app) => void app.devices.connectSimulated(),
  },
  {
    id: "capture.camera",
    words: "command.capture.camera",
    section,
    keys: ["V"],
    places: ["capture"],
    enabled: (app) => app.cameras.store.getState().able && !app.filming.busy,
    run: (app) => void app.cameras.toggle(),
  },
  {
    id: "capture.people",
    words: "command.capture.people",
    section,
    keys: [],
    places: ["capture", "captures", "train", "validate"],
    enabled: (app) => app.project.store.getState().open != null && app.people.store.getState().running === null,
    run: (app) => void app.people.record(),
  },
  {
    id: "capture.gateway",
    words: "command.capture.gateway",
    section,
    keys: [],
    places: ["capture"],
    run: (app) => void app.gateway.toggle(),
  },
  {
    id: "capture.forgetLabel",
    words: "command.capture.forgetLabel",
    section,
    keys: ["Escape"],
    places: ["capture"],
    enabled: (app) => app.liveRecording.running,
    run: (app) => app.liveRecording.cancel(),
  },
  {
    id: "capture.keep",
    words: "command.capture.keep",
    section,
    keys: ["Enter"],
    places: ["capture"],
    enabled: (app) => phase(app) === "review",
    run: (app) => void app.recording.review("keep"),
  },
  {
    id: "capture.discard",
    words: "command.capture.discard",
    section,
    keys: ["Delete", "Backspace"],
    places: ["capture"],
    enabled: (app) => phase(app) === "review",
    run: (app) => void app.recording.discard(),
  },
];
