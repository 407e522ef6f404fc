import { z } from "zod";
import { captureSummary, label, metadata, outcome } from "./schemas.ts";

/** How the next capture is made. Kept between runs, per project. */
export const recordingPlan = z.object({
  /** `{label}_{person}_{nn}`: {label} {date} {time} {hand} {device} {nn} and any metadata field by name. */
  nameTemplate: z.string().trim().min(1).max(200),
  label,
  metadata,
  countdownS: z.number().int().min(0).max(60),
  /** Stops by itself after this long; null for no limit. */
  maxLengthS: z.number().positive().max(86_400).nullable(),
  /** Keep the simulated glove's own truth as a truth track. */
  keepSimulatedTruth: z.boolean(),
});

export const recordingState = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("idle") }),
  z.object({ phase: z.literal("countdown"), secondsLeft: z.number().int() }),
  z.object({
    phase: z.literal("recording"),
    captureId: z.uuid(),
    name: z.string(),
    /** Host clock, milliseconds since 1970, so that the page can count by itself. */
    startedAtMs: z.number(),
    maxLengthS: z.number().nullable(),
    rows: z.number().int(),
  }),
  z.object({ phase: z.literal("finishing"), captureId: z.uuid(), doneShare: z.number() }),
  /** Stopped and safe on disk; the review strip asks keep, relabel or discard. */
  z.object({ phase: z.literal("review"), capture: captureSummary }),
]);

export const recordingCalls = {
  "recording.plan": { input: z.void(), output: recordingPlan },
  "recording.setPlan": { input: recordingPlan, output: z.void() },
  /** The number that the next capture gets in its project: {nn} of the name template. */
  "recording.nextNumber": { input: z.void(), output: z.number().int().positive() },
  "recording.state": { input: z.void(), output: recordingState },
  /** Starts the countdown, then records every live device into one capture. */
  "recording.start": { input: z.void(), output: outcome(z.void()) },
  /** Stops; or ends the countdown with nothing recorded. */
  "recording.stop": { input: z.void(), output: outcome(z.void()) },
  /** Ends the review. Discard puts the capture in the bin, from where it can be had back. */
  "recording.review": {
    input: z.object({ decision: z.enum(["keep", "discard"]), label: label.optional() }),
    output: outcome(z.void()),
  },
} as const;

export const recordingEvents = {
  "recording.changed": recordingState,
} as const;

export type RecordingPlan = z.infer<typeof recordingPlan>;
export type RecordingState = z.infer<typeof recordingState>;
