import { z } from "zod";
import type { Agreement, FirmwareFacts, LiveFinding } from "#domain/deploy/recognition.ts";
import { outcome } from "./schemas.ts";

const whole = z.number().int().nonnegative();
const modelId = z.uuid();

export const firmwareFacts = z.object({
  firmware: z.string(),
  pack: z.object({ hash: z.string(), name: z.string() }).nullable(),
  selfTest: z.enum(["passed", "failed", "absent"]),
}) satisfies z.ZodType<FirmwareFacts>;

const finding = z.object({
  deviceId: z.string(),
  liveKey: z.number().int(),
  modelId: modelId.nullable(),
  label: z.string(),
  classNumber: whole,
  beginIndex: z.number().int().nullable(),
  endIndex: z.number().int().nullable(),
  decidedIndex: z.number().int().nullable(),
  confidence: z.number().nullable(),
  latencyMs: z.number().nullable(),
  hostTimeUs: z.number(),
}) satisfies z.ZodType<LiveFinding>;

const agreement = z.object({
  deviceId: z.string(),
  modelId,
  agreed: whole,
  differed: whole,
  gloveOnly: whole,
  studioOnly: whole,
}) satisfies z.ZodType<Agreement>;

/** none: shown and forgotten. predictions, proposals: kept as such a track of the capture that is recorded. */
export const KEEPING = ["none", "predictions", "proposals"] as const;

/** Which models listen to the gloves that are connected, and what becomes of their answers. */
export const listening = z.object({
  /** None, one, or two to compare. They stay over reconnections, and for gloves that come later. */
  modelIds: z.array(modelId).max(2),
  keep: z.enum(KEEPING),
});

export const recognisingCalls = {
  "listening.state": { input: z.void(), output: listening },
  /** Problems: model.notFound. A glove that a model does not fit is told as an alert; the others are heard. */
  "listening.set": { input: listening, output: outcome(z.void()) },
  /** The last answers, oldest first, at most 500; for a page that comes later. */
  "listening.findings": { input: z.void(), output: z.array(finding) },
  /**
   * Counts the glove's answers beside the studio's on the same samples, from now on. The glove must recognise and stream at
   * once (firmware/PROTOCOL.md 3). Problems: device.notFound, check.noRecognition, check.otherPack, model.notFound.
   */
  "check.start": { input: z.object({ deviceId: z.string(), modelId }), output: outcome(z.void()) },
  "check.stop": { input: z.object({ deviceId: z.string() }), output: z.void() },
} as const;

export const recognisingEvents = {
  "listening.changed": listening,
  /** In order of decision for each device and model; sent at once. */
  "listening.found": finding,
  "check.agreement": agreement,
  /** What the studio's engine found in the samples of a glove under check; the glove's own answers are `listening.found`. */
  "check.heard": finding,
} as const;

export type Listening = z.infer<typeof listening>;
