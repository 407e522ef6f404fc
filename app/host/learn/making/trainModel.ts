import { randomUUID } from "node:crypto";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { DatasetQuery, Split } from "#domain/learning/dataset.ts";
import { foldsOf } from "#domain/learning/folds.ts";
import type { CrossScore, ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { ProblemError } from "#domain/problems.ts";
import { engineVersion } from "../../engine/version.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import type { ModelPartBytes, NewModel } from "../../store/models/modelApi.ts";
import type { Epoch } from "../api.ts";
import { type Cut, cutCaptures } from "../dataset/cuts.ts";
import { needsOf } from "../dataset/modelMotion.ts";
import { type DatasetCapture, type Snapshot, takeSnapshot } from "../dataset/snapshot.ts";
import { networkFile } from "../exporting/networkFile.ts";
import { handsOf } from "../exporting/planOf.ts";
import { floatTwin } from "./classifier.ts";
import { crossScore, type FoldResult } from "./crossScore.ts";
import { judgeCapture } from "./judgeFold.ts";
import { type LearnedPart, type LearningTools, learnParts } from "./learnPart.ts";
import { watchingCaptures } from "./watching.ts";

export type LearningStore = Pick<ProjectStore, "captures" | "capture" | "tracks" | "readSamples">;

export interface ModelWish {
  readonly name: string;
  readonly plan: ModelPlan;
  readonly query: DatasetQuery;
  readonly split: Split;
}

/** `fold` is the group that is held out; null for the model of all data. */
export type OnEpoch = (fold: string | null, epoch: Epoch) => void;

/** Fewer examples of a class than this say nothing about it. */
const LEAST_EXAMPLES = 5;

/** The data of a plan: which captures, what the glove measures, and the examples that were cut from it. */
export interface LearningData {
  readonly snapshot: Snapshot;
  readonly needs: ModelNeeds;
  readonly cuts: readonly Cut[];
}

/** @throws ProblemError learn.noTruth, learn.fewOfClass, segmenter.*, engine.missing, job.cancelled */
export async function learningData(
  store: LearningStore,
  warm: WarmMotion,
  { plan, query, split }: Pick<ModelWish, "plan" | "query" | "split">,
  job: Job,
): Promise<LearningData> {
  const snapshot = await takeSnapshot(store, query, split);
  const needs = needsOf(snapshot.captures.flatMap(({ summary }) => summary.streams));
  if (needs === null) throw new ProblemError("learn.noTruth");
  const quiet: Job = { ...job, progress: () => {} };
  const { cuts } = await cutCaptures(store, warm, snapshot.captures, plan, needs, quiet);
  plan.classes.forEach((label, i) => {
    const count = cuts.filter(({ classNumber }) => classNumber === i + 1).length;
    if (count < LEAST_EXAMPLES) throw new ProblemError("learn.fewOfClass", { label, count, needed: LEAST_EXAMPLES });
  });
  return { snapshot, needs, cuts };
}

/**
 * What the plan is worth on captures that it was not made from. Everything that learns (the choice of features, their
 * ranges, the network, its int8 ranges) sees the training captures of its fold alone. Whole captures are then scored by
 * events: the fold's own bytes run through the engine, and the float network is asked about the same segments. `parts` are
 * those of the last fold, as a sample.
 * @throws ProblemError learn.oneGroup and those of learnParts
 */
export async function crossValidate(
  data: LearningData,
  streamsOf: (captureId: string) => ReturnType<WarmMotion["of"]>,
  { plan, split }: Pick<ModelWish, "plan" | "split">,
  tools: LearningTools,
  job: Pick<Job, "signal" | "stopIfCancelled">,
  onEpoch: (group: string, place: number, epoch: Epoch) => void,
): Promise<{ float: CrossScore; int8: CrossScore; parts: readonly LearnedPart[] }> {
  const { snapshot, needs } = data;
  const folds = foldsOf(snapshot.captures, split);
  if (folds.length < 2) throw new ProblemError("learn.oneGroup");
  const results: { float: FoldResult[]; int8: FoldResult[] } = { float: [], int8: [] };
  let parts: readonly LearnedPart[] = [];
  for (const [place, { group, training, testing }] of folds.entries()) {
    job.stopIfCancelled();
    const inTraining = snapshot.captures.filter(({ captureId }) => training.includes(captureId));
    parts = await learnFrom(data, inTraining, plan, split, tools, {
      signal: job.signal,
      onEpoch: (epoch) => onEpoch(group, place, epoch),
    });
    const captures = [];
    for (const capture of snapshot.captures.filter(({ captureId }) => testing.includes(captureId))) {
      const streams = await streamsOf(capture.captureId);
      captures.push(await judgeCapture(plan, needs, parts, capture, streams, job.signal));
    }
    results.int8.push({ group, captures: captures.map(({ int8 }) => int8) });
    results.float.push({ group, captures: captures.map(({ float }) => float) });
  }
  return { float: crossScore(results.float), int8: crossScore(results.int8), parts };
}

/**
 * A model of a plan: its cross-validation first, then the one that is kept, made from everything.
 * @throws ProblemError learn.*, job.cancelled and those of the store and the engine; then there is nothing to keep
 */
export async function trainModel(
  store: LearningStore,
  warm: WarmMotion,
  wish: ModelWish,
  tools: LearningTools,
  job: Job,
  onEpoch: OnEpoch,
): Promise<NewModel> {
  const { name, plan, query, split } = wish;
  const data = await learningData(store, warm, wish, job);
  const { snapshot, needs, cuts } = data;
  const steps = foldsOf(snapshot.captures, split).length + 1;
  const told = (step: number, fold: string | null, epoch: Epoch) => {
    job.progress(step + epoch.epoch / plan.training.epochs, steps);
    onEpoch(fold, epoch);
  };
  const streamsOf = (captureId: string) => warm.of(store, captureId);
  const { float, int8 } = await crossValidate(data, streamsOf, wish, tools, job, (group, place, epoch) =>
    told(place, group, epoch),
  );
  const parts = await learnFrom(data, snapshot.captures, plan, split, tools, {
    signal: job.signal,
    onEpoch: (epoch) => told(steps - 1, null, epoch),
  });
  job.stopIfCancelled();
  return {
    model: {
      id: randomUUID(),
      name,
      origin: "trained",
      createdAtMs: Date.now(),
      simulated: snapshot.simulated,
      classNames: [UNKNOWN, ...plan.classes],
      needs,
      plan,
      made: {
        query,
        split,
        dataHash: snapshot.dataHash,
        labelsHash: snapshot.labelsHash,
        engineHash: engineVersion().hash,
        backend: await tools.trainer.backend(),
        examples: countClasses(plan, cuts),
        float,
        int8,
      },
    },
    parts: parts.map((part) => partBytes(plan, needs, part)),
  };
}

function partBytes(
  plan: ModelPlan,
  needs: ModelNeeds,
  { hand, fitted, learned, descriptor }: LearnedPart,
): ModelPartBytes {
  if (learned.kind === "trees") return { hand, descriptor, float: null, network: null };
  const { classes, hands, segmenter, rejectBelow } = plan;
  const rest = { classes: [UNKNOWN, ...classes], hands: handsOf(hands, hand), segmenter, rejectBelow };
  return {
    hand,
    descriptor,
    float: floatTwin(learned.float, learned.int8),
    network: networkFile(learned.int8, fitted, needs, rest),
  };
}

function learnFrom(
  { needs, cuts }: LearningData,
  captures: readonly DatasetCapture[],
  plan: ModelPlan,
  split: Split,
  tools: LearningTools,
  options: Parameters<typeof learnParts>[5],
): Promise<LearnedPart[]> {
  const watching = watchingCaptures(captures, plan, split);
  const ofCaptures = new Set(captures.map(({ captureId }) => captureId));
  const all = cuts.filter(({ captureId }) => ofCaptures.has(captureId));
  const training = all.filter(({ captureId }) => !watching.has(captureId));
  const watched = all.filter(({ captureId }) => watching.has(captureId));
  return learnParts(plan, needs, training, watched, tools, options);
}

function countClasses({ classes }: Pick<ModelPlan, "classes">, cuts: readonly Cut[]): Record<string, number> {
  return Object.fromEntries(
    [UNKNOWN, ...classes].map((label, number) => [
      label,
      cuts.filter(({ classNumber }) => classNumber === number).length,
    ]),
  );
}
