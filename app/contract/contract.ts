import type { z } from "zod";
import { boardCalls, boardEvents } from "./boards.ts";
import { captureCalls, captureEvents } from "./captures.ts";
import { deviceCalls, deviceEvents } from "./devices.ts";
import { doctorCalls } from "./doctor.ts";
import { gatewayCalls, gatewayEvents } from "./gateway.ts";
import { jobCalls, jobEvents } from "./jobs.ts";
import { labelFileCalls } from "./labelFiles.ts";
import { labelCalls, labelEvents } from "./labels.ts";
import { learningCalls, learningEvents } from "./learning.ts";
import { modelFileCalls } from "./modelFiles.ts";
import { packCalls, packEvents } from "./packs.ts";
import { projectCalls, projectEvents } from "./projects.ts";
import { recognisingCalls, recognisingEvents } from "./recognising.ts";
import { recordingCalls, recordingEvents } from "./recording.ts";
import { segmentingCalls } from "./segmenting.ts";
import { validationCalls, validationEvents } from "./validation.ts";
import { videoCalls, videoEvents } from "./videos.ts";

/** Everything that a page or a command may ask of the host. */
export const calls = {
  ...projectCalls,
  ...deviceCalls,
  ...recordingCalls,
  ...captureCalls,
  ...labelCalls,
  ...labelFileCalls,
  ...segmentingCalls,
  ...videoCalls,
  ...jobCalls,
  ...learningCalls,
  ...modelFileCalls,
  ...validationCalls,
  ...packCalls,
  ...boardCalls,
  ...recognisingCalls,
  ...gatewayCalls,
  ...doctorCalls,
} as const;

/** Everything that the host says by itself. Samples come as binary live frames instead (liveFrame.ts). */
export const events = {
  ...projectEvents,
  ...deviceEvents,
  ...recordingEvents,
  ...captureEvents,
  ...labelEvents,
  ...videoEvents,
  ...jobEvents,
  ...learningEvents,
  ...validationEvents,
  ...packEvents,
  ...boardEvents,
  ...recognisingEvents,
  ...gatewayEvents,
} as const;

export type CallName = keyof typeof calls;
export type EventName = keyof typeof events;
export type Input<K extends CallName> = z.input<(typeof calls)[K]["input"]>;
export type Output<K extends CallName> = z.output<(typeof calls)[K]["output"]>;
export type EventPayload<K extends EventName> = z.output<(typeof events)[K]>;

export interface BulkFetch {
  readonly bytes: Promise<ArrayBuffer>;
  cancel(): void;
}

/** The host as a page sees it, whatever carries the words: Electron IPC or a WebSocket on the loopback. */
export interface Studio {
  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Returns what ends the subscription. */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
  /** Live samples of connected devices, at most 60 frames a second in all. */
  onLiveFrame(listener: (frame: ArrayBuffer) => void): () => void;
  /** Bulk bytes: see bulk.ts for the paths. `bytes` rejects with the text of a refusal, or once cancelled. */
  fetchBulk(path: string): BulkFetch;
  /** Sends bulk bytes (bulk.ts). Rejects with the text of a refusal. */
  sendBulk(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The address of bulk bytes, for a media element. */
  bulkUrl(path: string): string;
  /** Tells when the host went away, and when it is back. */
  onConnection(listener: (up: boolean) => void): () => void;
}
