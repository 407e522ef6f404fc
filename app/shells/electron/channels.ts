import type { CallName } from "#contract/contract.ts";

/** What travels between the window and the main process: calls one way, events and live frames the other. */
export const CHANNEL = { call: "ringside:call", event: "ringside:event", live: "ringside:live" } as const;

/** The calls that the preload lets through, listed so that it needs no schema. One too few or too many does not compile. */
export const CALL_NAMES = {
  "alert.list": true,
  "capture.delete": true,
  "capture.get": true,
  "capture.list": true,
  "capture.rename": true,
  "capture.restore": true,
  "capture.setLabel": true,
  "capture.setMetadata": true,
  "capture.settle": true,
  "capture.truth": true,
  "device.connect": true,
  "device.connectAddress": true,
  "device.disconnect": true,
  "device.find": true,
  "device.forget": true,
  "device.list": true,
  "device.setHand": true,
  "doctor.examine": true,
  "history.redo": true,
  "history.state": true,
  "history.undo": true,
  "project.create": true,
  "project.current": true,
  "project.demo": true,
  "project.list": true,
  "project.open": true,
  "recording.nextNumber": true,
  "recording.plan": true,
  "recording.review": true,
  "recording.setPlan": true,
  "recording.start": true,
  "recording.state": true,
  "recording.stop": true,
  "simulated.configure": true,
  "simulated.options": true,
  "simulated.replay": true,
} as const satisfies Record<CallName, true>;
