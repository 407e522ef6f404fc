import { randomUUID } from "node:crypto";
import type { CaptureSummary } from "#domain/captures.ts";
import { truthTrackOf } from "#domain/learning/truthTrack.ts";
import type { MatchRule } from "#domain/matching.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Judging } from "#domain/validation/outcomes.ts";
import type { PredictionOrigin } from "#domain/validation/predictionOrigin.ts";
import type { Validation } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";
import type { Job } from "../jobs.ts";
import type { ProjectStore } from "../store/api.ts";
import { type Answered, askModels } from "./askModels.ts";
import { hashesOf, segmentsIn, type WithTruth } from "./hashes.ts";
import type { ModelBytes } from "./modelBytes.ts";
import { sideBySide } from "./sideBySide.ts";

type ValidationStore = Pick<
  ProjectStore,
  "captures" | "tracks" | "readSamples" | "putTracks" | "addValidation" | "readOnly"
>;

export interface ValidationWish {
  readonly captureIds: readonly string[];
  readonly rule: MatchRule;
  readonly fullyAnnotated: boolean;
  readonly truthTrack: string | null;
}

/**
 * Runs one model, or a detector and a classifier, over captures and scores what they say; as many captures side by side as
 * there are cores. Stores the validation and each capture's prediction track, all at the end: of a cancelled one nothing is
 * kept. @throws ProblemError validation.noTruth, capture.notFound, project.readOnly, job.cancelled; where no capture could
 * be judged, the first one's problem
 */
export async function runValidation(
  store: ValidationStore,
  models: readonly ModelBytes[],
  wish: ValidationWish,
  job: Job,
): Promise<Validation> {
  if (store.readOnly) throw new ProblemError("project.readOnly");
  const captures = await withTruth(store, wish);
  const classifier = models.at(-1)!.model;
  const judging: Judging = { ...wish, classes: new Set(classifier.classNames.slice(1)) };
  const answers = await sideBySide(captures, job, ({ summary, truth, problem }) =>
    problem === null ? askModels(store, models, { summary, truth }, judging, job.signal) : leaving(summary, problem),
  );
  const results = answers.flatMap(({ result }) => (result === null ? [] : [result]));
  const left = answers.flatMap((each) => each.left);
  if (results.length === 0) throw new ProblemError(left[0]!.problem.code, left[0]!.problem.detail);
  const hashes = await hashesOf(
    store,
    captures,
    models.map(({ model }) => model),
  );
  const validation: Validation = {
    id: randomUUID(),
    createdAtMs: Date.now(),
    modelIds: models.map(({ model }) => model.id),
    modelNames: models.map(({ model }) => model.name),
    ...wish,
    captureIds: captures.map(({ summary }) => summary.id),
    hashes,
    simulated: models.some(({ model }) => model.simulated) || captures.some(({ summary }) => summary.simulated),
    left,
    total: scoresOf(results),
    captures: results.sort((a, b) => a.scores.f1 - b.scores.f1 || (a.name < b.name ? -1 : 1)),
  };
  job.stopIfCancelled();
  const name = validation.modelNames.join(" > ");
  const { id, modelIds, rule, truthTrack } = validation;
  const made: PredictionOrigin = {
    validationId: id,
    modelIds,
    modelsHash: hashes.models,
    engineHash: hashes.engine,
    rule,
    truthTrack,
    classes: [...judging.classes],
  };
  await store.putTracks(
    { kind: "prediction", name, origin: JSON.stringify(made) },
    answers.flatMap(({ result, predicted }) => (result ? [{ captureId: result.captureId, segments: predicted }] : [])),
  );
  await store.addValidation(validation);
  return validation;
}

/** The captures that were asked for, in their order, with their truth or why they have none. */
async function withTruth(
  store: ValidationStore,
  { captureIds, truthTrack, fullyAnnotated }: ValidationWish,
): Promise<(WithTruth & { problem: Problem | null })[]> {
  const summaries = new Map((await store.captures(false)).map((summary) => [summary.id, summary]));
  const captures = [];
  for (const captureId of new Set(captureIds)) {
    const summary = summaries.get(captureId);
    if (summary === undefined) throw new ProblemError("capture.notFound", { captureId });
    const truth = truthTrackOf(await store.tracks(captureId), truthTrack);
    captures.push({ summary, truth: segmentsIn(truth), problem: problemOf(summary, truth, fullyAnnotated) });
  }
  return captures;
}

function problemOf(
  { state, reviewedAtMs }: CaptureSummary,
  truth: ReturnType<typeof truthTrackOf>,
  fullyAnnotated: boolean,
): Problem | null {
  if (state !== "finished") return { code: "validation.notFinished", detail: {} };
  if ("segments" in truth) return null;
  // A person looked at all of it and says that there is no punch: then silence is right.
  if (truth.excluded === "noTruth" && fullyAnnotated && reviewedAtMs !== null) return null;
  return { code: truth.excluded === "noTruth" ? "validation.noTruth" : "validation.manyTruthTracks", detail: {} };
}

function leaving({ id: captureId, name }: CaptureSummary, problem: Problem): Promise<Answered> {
  return Promise.resolve({ result: null, left: [{ captureId, name, hand: null, problem }], predicted: [] });
}
