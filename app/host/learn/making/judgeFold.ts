import type { ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { type FoundEvent, judge } from "#domain/validation/outcomes.ts";
import type { Judged } from "#domain/validation/results.ts";
import type { StreamMotion } from "../../segmenting/streamMotion.ts";
import { misfit } from "../dataset/modelMotion.ts";
import type { DatasetCapture } from "../dataset/snapshot.ts";
import type { LearnedPart } from "./learnPart.ts";
import { partFor, runParts } from "./runParts.ts";

/** A capture that a model was not made from, judged as the glove would run on it. */
export interface JudgedTwice {
  readonly int8: Judged;
  readonly float: Judged;
}

/**
 * Holds what a model says about a whole capture against its truth, one to one by overlap in time. Streams that the model
 * cannot work on are left out, with the truth of their hands. Where nobody has reviewed a capture, only what lies between its
 * first and its last label counts: beyond them an unlabelled punch is no false alarm.
 */
export async function judgeCapture(
  plan: Pick<ModelPlan, "classes" | "hands" | "rejectBelow">,
  needs: ModelNeeds,
  parts: readonly LearnedPart[],
  { summary, truth }: Pick<DatasetCapture, "summary" | "truth">,
  streams: readonly StreamMotion[],
  signal: AbortSignal,
): Promise<JudgedTwice> {
  const able = streams.filter(({ stream }) => misfit(needs, stream) === null && partFor(parts, stream.hand));
  const hands = able.map(({ stream }) => stream.hand);
  const known = truth.filter(({ hand }) => hand === null || hands.includes(null) || hands.includes(hand));
  const said = [];
  for (const motion of able) said.push(await runParts(plan, needs, parts, motion, signal));
  const firstUs = Math.min(...known.map(({ startUs }) => startUs));
  const lastUs = Math.max(...known.map(({ endUs }) => endUs));
  const counts = ({ startUs, endUs }: FoundEvent) =>
    summary.reviewedAtMs !== null || (endUs > firstUs && startUs < lastUs);
  const judging = { rule: SAME_PUNCH, fullyAnnotated: true, classes: new Set(plan.classes) };
  const judged = (found: readonly FoundEvent[]): Judged => ({
    events: judge(known, found.filter(counts), judging),
    judgedUs: 0,
    unlabelledUs: 0,
    sensiml: { counted: 0, right: 0 },
  });
  return { int8: judged(said.flatMap(({ int8 }) => int8)), float: judged(said.flatMap(({ float }) => float)) };
}
