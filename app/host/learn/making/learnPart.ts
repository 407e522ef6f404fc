import type { Hand } from "#domain/hands.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { checkDescriptor } from "../../engine/pipeline.ts";
import type { Epoch, Quantize, Trainer } from "../api.ts";
import { augmented } from "../dataset/augment.ts";
import type { Cut } from "../dataset/cuts.ts";
import { examplesOf, type FittedInput, fitInput, pipelineOf } from "../features/modelInput.ts";
import { classifierSpec, type Learned } from "./classifier.ts";

/** What learning is done with. */
export interface LearningTools {
  readonly trainer: Trainer;
  readonly quantize: Quantize;
}

/** What one hand's glove runs, or both. */
export interface LearnedPart {
  /** null: for both hands. */
  readonly hand: Hand | null;
  readonly fitted: FittedInput;
  readonly learned: Learned;
  readonly descriptor: Uint8Array;
}

export interface LearnOptions {
  readonly signal: AbortSignal;
  readonly onEpoch: (epoch: Epoch) => void;
}

/** The hands that get bytes of their own, and from whose cuts. Cuts of a glove that nobody assigned help every hand. */
export function partsOf(plan: Pick<ModelPlan, "hands">, cuts: readonly Pick<Cut, "hand">[]) {
  const hands = [...new Set(cuts.flatMap(({ hand }) => (hand === null ? [] : [hand])))].sort();
  const every = () => true;
  if (plan.hands === "together" || hands.length === 0) return [{ hands: [null], from: every }];
  // One classifier; the left glove's bytes mirror first.
  if (plan.hands === "mirrored") return [{ hands: ["left", "right"] as const, from: every }];
  return hands.map((hand) => ({ hands: [hand], from: (cut: Pick<Cut, "hand">) => (cut.hand ?? hand) === hand }));
}

/**
 * Chooses features, scales, trains and cuts to int8 by these cuts alone, and writes what each hand runs. `watching` cuts only
 * say when training should stop. The same cuts, plan and backend give the same bytes.
 * @throws ProblemError learn.oneClass, learn.notANumber, job.cancelled, engine.refused
 */
export async function learnParts(
  plan: ModelPlan,
  needs: ModelNeeds,
  training: readonly Cut[],
  watching: readonly Cut[],
  tools: LearningTools,
  options: LearnOptions,
): Promise<LearnedPart[]> {
  const parts: LearnedPart[] = [];
  for (const { hands, from } of partsOf(plan, training)) {
    const cuts = augmented(training.filter(from), plan.augmentation, needs, plan.training.seed);
    const { fitted, learned } = await learnOne(plan, needs, cuts, watching.filter(from), tools, options);
    const classifier = classifierSpec(plan, fitted, learned);
    for (const hand of hands) {
      const descriptor = writeDescriptor({ ...pipelineOf(plan, needs, hand, fitted), classifier });
      checkDescriptor(descriptor);
      parts.push({ hand, fitted, learned, descriptor });
    }
  }
  return parts;
}

async function learnOne(
  plan: ModelPlan,
  needs: ModelNeeds,
  cuts: readonly Cut[],
  watching: readonly Cut[],
  { trainer, quantize }: LearningTools,
  options: LearnOptions,
): Promise<{ fitted: FittedInput; learned: Learned }> {
  const outputs = plan.classes.length + 1;
  const fitted = await fitInput(plan, needs, cuts);
  const examples = await examplesOf(fitted, needs, cuts, outputs);
  const validation = watching.length === 0 ? null : await examplesOf(fitted, needs, watching, outputs);
  const trained = await trainer.train(plan, examples, validation, options);
  if (trained.kind === "trees") return { fitted, learned: trained };
  return { fitted, learned: { kind: "network", float: trained, int8: quantize(trained, examples) } };
}
