import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import type { Problem } from "#domain/problems.ts";
import type { Epoch, Examples, TrainedNetwork, TrainedTrees } from "../api.ts";
import type { BackendName } from "./backend.ts";

/** What is to be trained, from what. */
export interface Task {
  readonly plan: { readonly classifier: ClassifierPlan; readonly training: TrainingPlan };
  readonly training: Examples;
  readonly validation: Examples | null;
}

/** To the training thread, one at a time. */
export interface Order extends Task {
  /** One int32: not 0 as soon as it is to stop. Shared, because a thread that trains reads no messages. */
  readonly stop: SharedArrayBuffer;
}

/** From the training thread. `ready` comes once, before all else; the last one of an order is trained, problem or bug. */
export type FromTraining =
  | { readonly ready: BackendName }
  | { readonly epoch: Epoch }
  | { readonly trained: TrainedNetwork | TrainedTrees }
  | { readonly problem: Problem }
  | { readonly bug: string };
