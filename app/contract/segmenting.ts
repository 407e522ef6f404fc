import { z } from "zod";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { jobId } from "./jobs.ts";
import { captureIds, hand, outcome, problem } from "./schemas.ts";

const whole = z.number().int().nonnegative();

/** Settings by name (domain/segmenters.ts); those left out are the usual ones. */
export const settingValues = z.record(z.string().max(64), z.union([z.number(), z.string().max(64), z.boolean()]));

/** A stretch that a segmenter found; indexes are of its stream, half-open. */
export const proposal = z.object({
  streamId: z.number().int(),
  hand: hand.nullable(),
  beginIndex: whole,
  endIndex: whole,
  startUs: z.number().int(),
  peakUs: z.number().int().nullable(),
  endUs: z.number().int(),
});

/** What was chosen last in a project: a segmenter, and the settings of each one that was touched. */
export const segmenterPlan = z.object({
  segmenter: z.enum(SEGMENTER_NAMES),
  settings: z.partialRecord(z.enum(SEGMENTER_NAMES), settingValues),
});
export type SegmenterPlan = z.infer<typeof segmenterPlan>;

const captureProblem = z.object({ captureId: z.uuid(), problem });

/** How well settings find the punches of a person's truth: events matched one to one, by overlap in time. */
export const segmenterScore = z.object({
  /** 0 to 1: the harmonic mean of sensitivity and positive predictive value. */
  f1: z.number(),
  sensitivity: z.number(),
  ppv: z.number(),
  /** Truth segments that it was measured on. */
  support: whole,
  folds: whole,
});

const learned = z.object({
  segmenter: z.enum(SEGMENTER_NAMES),
  settings: settingValues,
  /** Cross-validated; `inSample` is what the same settings reach on everything they were chosen with. */
  score: segmenterScore,
  inSample: z.number(),
  tried: whole,
});

export const segmentingCalls = {
  /** What the open project remembers; the punch segmenter with its usual settings until somebody chose. */
  "segment.plan": { input: z.void(), output: segmenterPlan },
  "segment.setPlan": { input: segmenterPlan, output: outcome(z.void()) },
  /**
   * What a segmenter finds in a capture, by time. `write` also stores it as the capture's proposal track of that
   * segmenter, in place of the one before.
   */
  "segment.propose": {
    input: z.object({
      captureId: z.uuid(),
      segmenter: z.enum(SEGMENTER_NAMES),
      settings: settingValues,
      write: z.boolean(),
      /** Names the job, so that a preview that nobody waits for any more can be cancelled. */
      jobId: jobId.optional(),
    }),
    output: outcome(
      z.object({
        settings: settingValues,
        /** The engine that found them. */
        engineHash: z.string(),
        proposals: z.array(proposal),
      }),
    ),
  },
  /** The same in many captures, written as their proposal tracks, as one step of the history. */
  "segment.proposeMany": {
    input: z.object({ captureIds, segmenter: z.enum(SEGMENTER_NAMES), settings: settingValues, jobId }),
    output: outcome(z.object({ captures: whole, proposals: whole, failed: z.array(captureProblem) })),
  },
  /**
   * Searches the settings that find a person's own truth segments best, for one segmenter or for all. The score is
   * cross-validated: each capture (or each half of a single one) is scored with settings chosen without it.
   * Problems: segmenter.noTruth, job.cancelled.
   */
  "segment.learn": {
    input: z.object({ captureIds, segmenter: z.enum(SEGMENTER_NAMES).nullable(), jobId }),
    output: outcome(z.object({ best: learned, others: z.array(learned) })),
  },
  /**
   * What segments could be called: their nearest neighbours among the project's truth segments in feature space, three
   * labels at most, best first, with the share of the vote. Empty for one that cannot be measured or has no neighbours.
   */
  "segment.suggest": {
    input: z.object({
      captureId: z.uuid(),
      segments: z
        .array(z.object({ hand: hand.nullable(), startUs: z.number().int(), endUs: z.number().int() }))
        .max(10_000),
    }),
    output: outcome(z.array(z.array(z.object({ label: z.string(), confidence: z.number().min(0).max(1) })).max(3))),
  },
} as const;
