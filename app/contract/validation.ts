import { z } from "zod";
import type { PredictionOrigin } from "#domain/validation/predictionOrigin.ts";
import { OUTCOMES, type Validation } from "#domain/validation/results.ts";
import { jobId } from "./jobs.ts";
import { classScores } from "./learning.ts";
import { captureIds, hand, outcome, problem } from "./schemas.ts";

const whole = z.number().int().nonnegative();
const timeUs = z.number().int();
const share = z.number().min(0).max(1);
const spread = z.object({ median: z.number(), p95: z.number() }).nullable();

export const matchRule = z.discriminatedUnion("by", [
  z.object({ by: z.literal("overlap"), atLeast: z.number().gt(0).max(1) }),
  z.object({ by: z.literal("moment"), withinUs: z.number().positive().max(5_000_000) }),
]);

export const scores = z.object({
  f1: share,
  accuracy: share,
  outcomes: z.record(z.enum(OUTCOMES), whole),
  perClass: classScores,
  timingErrorMs: spread,
  startErrorMs: spread,
  endErrorMs: spread,
  decisionLatencyMs: spread,
  perMinute: z.object({ labelled: z.number(), found: z.number() }).nullable(),
  unlabelledShare: share.nullable(),
  sensimlAccuracy: z.number().nullable(),
  matrix: z.object({ labels: z.array(z.string()), counts: z.array(z.array(whole)) }),
});

export const scoredEvent = z.object({
  outcome: z.enum(OUTCOMES),
  scored: z.boolean(),
  hand: hand.nullable(),
  truth: z
    .object({ segmentId: z.uuid(), label: z.string(), startUs: timeUs, endUs: timeUs, peakUs: timeUs.nullable() })
    .nullable(),
  found: z
    .object({
      label: z.string(),
      startUs: timeUs,
      endUs: timeUs,
      peakUs: timeUs.nullable(),
      decidedUs: timeUs,
      score: z.number().nullable(),
    })
    .nullable(),
});

const captureResult = z.object({
  captureId: z.uuid(),
  name: z.string(),
  rescaled: z.boolean(),
  judgedUs: whole,
  unlabelledUs: whole,
  sensiml: z.object({ counted: whole, right: whole }),
  scores,
  events: z.array(scoredEvent),
});

export const validation = z.object({
  id: z.uuid(),
  createdAtMs: z.number().int(),
  modelIds: z.array(z.uuid()).min(1).max(2),
  modelNames: z.array(z.string()).min(1).max(2),
  captureIds: z.array(z.uuid()),
  rule: matchRule,
  fullyAnnotated: z.boolean(),
  truthTrack: z.string().nullable(),
  hashes: z.object({ data: z.string(), labels: z.string(), models: z.string(), engine: z.string() }),
  simulated: z.boolean(),
  left: z.array(z.object({ captureId: z.uuid(), name: z.string(), hand: hand.nullable(), problem })),
  total: scores,
  captures: z.array(captureResult),
}) satisfies z.ZodType<Validation>;

export const storedHead = validation.omit({ captures: true });

const paired = z.object({ onlyFirst: whole, onlySecond: whole, both: whole, neither: whole, p: z.number() });

export const predictionOrigin = z.object({
  validationId: z.uuid(),
  modelIds: z.array(z.uuid()),
  modelsHash: z.string(),
  engineHash: z.string(),
  rule: matchRule,
  truthTrack: z.string().nullable(),
  classes: z.array(z.string()),
}) satisfies z.ZodType<PredictionOrigin>;

/** Without the captures, for lists; `stale` names what is no longer as it was then. */
export const validationHead = storedHead.extend({
  stale: z.array(z.enum(["data", "labels", "models", "engine"])),
});

/** What a validation can be had as (contract/bulk.ts): one row an event, one a capture, all of it, and to read. */
export const VALIDATION_FILES = ["events.csv", "captures.csv", "result.json", "events.parquet", "report.html"] as const;
export type ValidationFile = (typeof VALIDATION_FILES)[number];

export const validationCalls = {
  /**
   * Runs the very bytes of a model through the engine, reset per capture, and scores them against truth. Two models: the
   * second one names what the first one finds. Stored with its hashes, and each capture gets a prediction track.
   * Problems: validation.noTruth, validation.manyTruthTracks, validation.notFinished, validation.noHand, model.notFound, model.otherRate, model.noChannel, job.cancelled;
   * where some captures can be judged, those of the others stand in `left`.
   */
  "validation.run": {
    input: z.object({
      modelIds: z.array(z.uuid()).min(1).max(2),
      captureIds,
      rule: matchRule,
      fullyAnnotated: z.boolean(),
      truthTrack: z.string().nullable(),
      jobId,
    }),
    output: outcome(validation),
  },
  "validation.list": { input: z.void(), output: z.array(validationHead) },
  "validation.get": { input: z.object({ validationId: z.uuid() }), output: outcome(validation) },
  /** An edit. */
  "validation.remove": { input: z.object({ validationId: z.uuid() }), output: outcome(z.void()) },
  /** A self-contained page of a result, to read, print and send. */
  "validation.report": {
    input: z.object({ validationIds: z.array(z.uuid()).min(1).max(8) }),
    output: outcome(z.string()),
  },
  /**
   * McNemar's test on the truth segments that both judged, all and of each label: p is the chance of such a difference
   * between equals. Problems: validation.nothingShared.
   */
  "validation.compare": {
    input: z.object({ first: z.uuid(), second: z.uuid() }),
    output: outcome(paired.extend({ perClass: z.record(z.string(), paired) })),
  },
} as const;

export const validationEvents = { "validation.changed": z.object({}) } as const;
