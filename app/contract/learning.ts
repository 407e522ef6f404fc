import { z } from "zod";
import { CUT_EXCLUSIONS, type DatasetQuery, EXCLUSIONS, type Split } from "#domain/learning/dataset.ts";
import { type CrossScore, MODEL_ORIGINS, type Model, type ModelNeeds } from "#domain/learning/models.ts";
import { FEATURE_SETS, HAND_PLANS, type ModelPlan, SELECTIONS } from "#domain/learning/plan.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { jobId } from "./jobs.ts";
import { hand, name, outcome } from "./schemas.ts";
import { settingValues } from "./segmenting.ts";

const whole = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const modelId = z.uuid();

export const modelPlan = z.object({
  classes: z.array(z.string().trim().min(1).max(64)).min(1).max(64),
  hands: z.enum(HAND_PLANS),
  segmenter: z.object({ name: z.enum(SEGMENTER_NAMES), settings: settingValues }),
  examples: z.enum(["segmenter", "truth"]),
  input: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("features"),
      set: z.enum(FEATURE_SETS),
      selection: z.enum(SELECTIONS),
      count: z.number().int().min(1).max(255),
    }),
    z.object({ kind: z.literal("window"), steps: z.number().int().min(8).max(256) }),
  ]),
  classifier: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("dense"), hidden: z.array(z.number().int().min(1).max(256)).max(6), dropout: share }),
    z.object({
      kind: z.literal("conv"),
      filters: z.array(z.number().int().min(1).max(64)).min(1).max(4),
      kernel: z.number().int().min(2).max(15),
    }),
    z.object({
      kind: z.literal("forest"),
      // The glove counts the votes for a class in an int8.
      trees: z.number().int().min(1).max(127),
      depth: z.number().int().min(1).max(12),
    }),
  ]),
  augmentation: z.object({
    copies: z.number().int().min(0).max(20),
    rollDegrees: z.number().min(0).max(180),
    tiltDegrees: z.number().min(0).max(90),
    timeWarp: share,
    scale: share,
    noise_g: z.number().min(0).max(4),
    noise_dps: z.number().min(0).max(500),
    clip_g: z.number().positive().nullable(),
  }),
  training: z.object({
    epochs: z.number().int().min(1).max(2000),
    batch: z.number().int().min(1).max(1024),
    learningRate: z.number().positive().max(1),
    patience: z.number().int().min(0).max(1000),
    balanceClasses: z.boolean(),
    seed: whole,
  }),
  rejectBelow: share,
}) satisfies z.ZodType<ModelPlan>;

export const datasetQuery = z.object({
  captureIds: z.array(z.uuid()).max(10_000),
  labels: z.array(z.string()).max(64),
  metadata: z.record(z.string(), z.array(z.string())),
  devices: z.array(z.string()),
  states: z.array(z.enum(["inProgress", "reviewed"])),
  truthTrack: z.string().nullable(),
}) satisfies z.ZodType<DatasetQuery>;

export const split = z.object({
  groupBy: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("capture") }),
    z.object({ kind: z.literal("metadata"), field: z.string().min(1) }),
  ]),
  method: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("leaveOneOut") }),
    z.object({ kind: z.literal("kFold"), folds: z.number().int().min(2).max(50) }),
  ]),
  seed: whole,
}) satisfies z.ZodType<Split>;

export const classScores = z.record(
  z.string(),
  z.object({ f1: z.number(), sensitivity: z.number(), ppv: z.number(), support: whole }),
);

const crossScore = z.object({
  f1: z.number(),
  accuracy: z.number(),
  perClass: classScores,
  folds: z.array(z.object({ group: z.string(), f1: z.number(), support: whole })),
}) satisfies z.ZodType<CrossScore>;

export const modelNeeds = z.object({
  rateHz: z.number().positive(),
  accelRange_g: z.number().positive(),
  gyroRange_dps: z.number().positive(),
}) satisfies z.ZodType<ModelNeeds>;

export const model = z.object({
  id: modelId,
  name: z.string(),
  origin: z.enum(MODEL_ORIGINS),
  createdAtMs: z.number().int(),
  simulated: z.boolean(),
  classNames: z.array(z.string()),
  needs: modelNeeds,
  parts: z.array(z.object({ hand: hand.nullable(), hash: z.string(), bytes: whole })),
  plan: modelPlan.nullable(),
  made: z
    .object({
      query: datasetQuery,
      split,
      dataHash: z.string(),
      labelsHash: z.string(),
      engineHash: z.string(),
      backend: z.string(),
      examples: z.record(z.string(), whole),
      float: crossScore,
      int8: crossScore,
    })
    .nullable(),
}) satisfies z.ZodType<Model>;

/** What decides about how segments are cut. */
const cutPlan = modelPlan.pick({ classes: true, hands: true, segmenter: true, examples: true });

/** The segments that features are looked at on: examples as the plan would cut them, of the captures that a query gives. */
const featuresAsked = z.object({
  query: datasetQuery,
  plan: cutPlan,
  set: z.enum(FEATURE_SETS),
  jobId: jobId.optional(),
});

/** One class of one feature, in the feature's own unit. */
export const featureOfClass = z.object({
  label: z.string(),
  segments: whole,
  mean: z.number(),
  deviation: z.number(),
  lowest: z.number(),
  lowerQuartile: z.number(),
  median: z.number(),
  upperQuartile: z.number(),
  highest: z.number(),
});

/** A segment on the map. */
export const mapPoint = z.object({
  captureId: z.uuid(),
  /** Its truth; null for what a segmenter found beside all truth. */
  segmentId: z.uuid().nullable(),
  label: z.string(),
  hand: hand.nullable(),
  startUs: z.number().int(),
  endUs: z.number().int(),
  x: z.number(),
  y: z.number(),
  /** Share of its nearest neighbours (in all features, not on the map) that have another label: 1 is likely mislabeled. */
  odd: share,
});

/** A plan with its F1 by events, and what its bytes cost on the glove. */
const candidate = z.object({
  plan: modelPlan,
  float: z.number(),
  int8: z.number(),
  cost: z.object({
    flashBytes: whole,
    ramBytes: whole,
    /** From the end of a segment to its class: counted by the emulator, or predicted from rates that were. */
    instructions: whole,
    by: z.enum(["predicted", "counted"]),
  }),
  /** No other one is better in F1, flash, RAM or instructions and worse in none. */
  onFront: z.boolean(),
});

export const learningCalls = {
  /**
   * Features of a set by class, the one that tells classes apart best (F of an analysis of variance) first. Problems:
   * learn.tooFew, learn.notANumber, job.cancelled.
   */
  "features.table": {
    input: featuresAsked,
    output: outcome(
      z.object({
        features: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            columns: z.array(z.string()),
            parameters: z.array(z.number()),
            /** Null where it tells the classes without any spread inside them. */
            f: z.number().nullable(),
            classes: z.array(featureOfClass),
          }),
        ),
        segments: whole,
      }),
    ),
  },
  /** All segments on a plane, likes beside likes. The same seed gives the same map. Problems: as features.table. */
  "features.map": {
    input: featuresAsked.extend({ method: z.enum(["pca", "umap"]), seed: whole }),
    output: outcome(
      z.object({
        points: z.array(mapPoint),
        /** Share of the variance that each axis shows; null for UMAP. */
        explained: z.tuple([z.number(), z.number()]).nullable(),
      }),
    ),
  },
  /** What a query gives: captures with their group and labels, what is left out and why, the folds of a split. */
  "dataset.preview": {
    input: z.object({ query: datasetQuery, split, classes: z.array(z.string()) }),
    output: outcome(
      z.object({
        captures: z.array(
          z.object({ captureId: z.uuid(), name: z.string(), group: z.string(), labels: z.record(z.string(), whole) }),
        ),
        excluded: z.array(
          z.object({ captureId: z.uuid(), name: z.string(), reason: z.enum(EXCLUSIONS), count: whole }),
        ),
        folds: z.array(z.object({ group: z.string(), captures: whole, segments: whole })),
        dataHash: z.string(),
        labelsHash: z.string(),
      }),
    ),
  },
  /**
   * What a plan would learn from: segments as it cuts them, by label, and which segments vanish on the way, why, and of
   * which labels (of captures and streams `dataset.preview` tells). Problems: segmenter.noSetting, segmenter.badSetting,
   * engine.missing, job.cancelled.
   */
  "dataset.examples": {
    input: z.object({ query: datasetQuery, split, plan: cutPlan, jobId: jobId.optional() }),
    output: outcome(
      z.object({
        labels: z.record(z.string(), whole),
        excluded: z.array(
          z.object({
            captureId: z.uuid(),
            name: z.string(),
            reason: z.enum(CUT_EXCLUSIONS),
            count: whole,
            labels: z.record(z.string(), whole),
          }),
        ),
      }),
    ),
  },
  /**
   * Cross-validates the plan on the split, then trains on everything and keeps that as a model. Problems: learn.oneClass,
   * learn.noTruth, learn.oneGroup, learn.tooFew, learn.notANumber, job.cancelled. Nothing is kept of a failed one.
   */
  "model.train": {
    input: z.object({ name, plan: modelPlan, query: datasetQuery, split, jobId }),
    output: outcome(model),
  },
  /**
   * Cross-validates plans around one (other features, sizes, trees, windows) and weighs F1 against what they cost on the
   * glove. Keeps nothing. Problems: as model.train.
   */
  "model.search": {
    input: z.object({ plan: modelPlan, query: datasetQuery, split, jobId }),
    output: outcome(z.array(candidate)),
  },
  "model.list": {
    input: z.void(),
    output: z.array(model.extend({ stale: z.array(z.enum(["data", "labels", "engine"])) })),
  },
  "model.rename": { input: z.object({ modelId, name }), output: outcome(model) },
  "model.remove": { input: z.object({ modelId }), output: outcome(z.void()) },
} as const;

export const learningEvents = {
  "model.changed": z.object({}),
  /** Live curves: one for each epoch, at most ten a second for each job. `fold` null: the final training. */
  "model.epoch": z.object({
    jobId,
    fold: z.string().nullable(),
    epoch: whole,
    loss: z.number(),
    accuracy: z.number(),
    validationLoss: z.number().nullable(),
    validationAccuracy: z.number().nullable(),
  }),
} as const;

export type FeatureOfClass = z.infer<typeof featureOfClass>;
export type MapPoint = z.infer<typeof mapPoint>;
