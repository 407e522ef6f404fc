import { createHash } from "node:crypto";
import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import type { TrainedNetwork, TrainedTrees } from "../../api.ts";
import type { Task } from "../messages.ts";
import { madeExamples } from "./madeExamples.ts";

const PLAN: TrainingPlan = { epochs: 6, batch: 16, learningRate: 0.01, patience: 3, balanceClasses: true, seed: 5 };

/** Something to train of each kind, small. */
export const TASKS: Readonly<Record<ClassifierPlan["kind"], Task>> = {
  dense: task({ kind: "dense", hidden: [8, 6], dropout: 0.2 }, 1, 12),
  conv: task({ kind: "conv", filters: [4, 6], kernel: 3 }, 20, 3),
  forest: task({ kind: "forest", trees: 8, depth: 5 }, 1, 12),
};

function task(classifier: ClassifierPlan, steps: number, channels: number): Task {
  const made = { steps, channels, outputs: 3, count: 70, spread: 60 };
  return {
    plan: { classifier, training: PLAN },
    training: madeExamples(made),
    validation: madeExamples({ ...made, seed: 2 }),
  };
}

/** SHA-256 of every bit of what was learned, hex. */
export function hashOf(trained: TrainedNetwork | TrainedTrees): string {
  const hash = createHash("sha256");
  if (trained.kind === "trees") hash.update(JSON.stringify(trained.trees));
  else {
    for (const { weights, biases, ...shape } of trained.layers) {
      hash.update(JSON.stringify(shape));
      hash.update(weights ?? "");
      hash.update(Float64Array.from(biases ?? []));
    }
  }
  return hash.digest("hex");
}
