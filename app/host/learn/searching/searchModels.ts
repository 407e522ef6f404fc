import { foldsOf } from "#domain/learning/folds.ts";
import { paretoFront } from "#domain/learning/pareto.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { LearningTools } from "../making/learnPart.ts";
import { crossValidate, type LearningStore, learningData, type ModelWish } from "../making/trainModel.ts";
import { type GloveCost, gloveCost } from "./gloveCost.ts";
import { variantsOf } from "./variants.ts";

export interface Candidate {
  readonly plan: ModelPlan;
  /** F1 by events of the cross-validation. */
  readonly float: number;
  readonly int8: number;
  /** Of what one fold's glove runs: the larger hand. */
  readonly cost: GloveCost;
  /** No other candidate is better in F1, flash, RAM or instructions and worse in none. */
  readonly onFront: boolean;
}

/**
 * Cross-validates plans around one on the same examples and folds, and weighs what they reach against what they cost on the
 * glove. Nothing is kept. Whoever then picks the best by its F1 has looked at the test people: it is a little too high.
 * @throws ProblemError as trainModel
 */
export async function searchModels(
  store: LearningStore,
  warm: WarmMotion,
  wish: Omit<ModelWish, "name">,
  tools: LearningTools,
  job: Job,
): Promise<Candidate[]> {
  const data = await learningData(store, warm, wish, job);
  const folds = Math.max(1, foldsOf(data.snapshot.captures, wish.split).length);
  const plans = variantsOf(wish.plan);
  const streamsOf = (captureId: string) => warm.of(store, captureId);
  const weighed: Omit<Candidate, "onFront">[] = [];
  for (const [at, plan] of plans.entries()) {
    job.stopIfCancelled();
    const { float, int8, parts } = await crossValidate(data, streamsOf, { ...wish, plan }, tools, job, (_, fold) =>
      job.progress(at + fold / folds, plans.length),
    );
    const costs = parts.map((part) => gloveCost(part, data));
    const cost = costs.reduce((a, b) => (b.flashBytes > a.flashBytes ? b : a));
    weighed.push({ plan, float: float.f1, int8: int8.f1, cost });
  }
  const front = paretoFront(
    weighed.map(({ int8, cost: { flashBytes, ramBytes, instructions } }) => ({
      gain: int8,
      costs: [flashBytes, ramBytes, instructions],
    })),
  );
  return weighed.map((each, i) => ({ ...each, onFront: front[i]! }));
}
