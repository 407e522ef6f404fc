import type { ModelPlan } from "#domain/learning/plan.ts";
import type { ClassifierSpec, Decision } from "../../engine/descriptor/classifier.ts";
import { writeFloatNetwork } from "../../engine/descriptor/network.ts";
import type { FloatTwin } from "../../store/models/modelApi.ts";
import type { QuantizedNetwork, TrainedNetwork, TrainedTrees } from "../api.ts";
import type { FittedInput } from "../features/modelInput.ts";

/** What learning left: a network before and after it was cut to int8, or trees, which see bytes from the start. */
export type Learned =
  | { readonly kind: "network"; readonly float: TrainedNetwork; readonly int8: QuantizedNetwork }
  | TrainedTrees;

/** The engine counts the votes of a class up to here. */
const MOST_VOTES = 127;
const BYTE = 255;

/**
 * The lead over the runner-up, in logits, that an answer needs. Between the two of them the winner then has at least this
 * probability: p = 1 / (1 + e^-lead). What is not above one half asks for nothing: the winner always has that.
 */
export function leastLead({ rejectBelow }: Pick<ModelPlan, "rejectBelow">): number {
  return rejectBelow <= 0.5 ? 0 : Math.log(rejectBelow / (1 - rejectBelow));
}

/** The classifier as the engine runs it. Output n is class number n; 0 is Unknown. */
export function classifierSpec(
  plan: Pick<ModelPlan, "classes" | "rejectBelow">,
  fitted: FittedInput,
  learned: Learned,
): ClassifierSpec {
  const classes = plan.classes.length + 1;
  const classNumbers = Array.from({ length: classes }, (_, output) => output);
  if (learned.kind === "trees") {
    const { trees } = learned;
    // A share of the votes.
    const weakest = Math.min(MOST_VOTES, Math.ceil(plan.rejectBelow * trees.length));
    return { kind: "feature_trees", classes, trees, classNumbers, weakest, margin: 0 };
  }
  return networkClassifier(plan, fitted, learned.int8, classNumbers);
}

/** The same for a network alone; `classNumbers` says what each of its outputs means. */
export function networkClassifier(
  plan: Pick<ModelPlan, "rejectBelow">,
  fitted: FittedInput,
  { layers, output }: QuantizedNetwork,
  classNumbers: readonly number[],
): ClassifierSpec {
  const margin = Math.min(BYTE, Math.round(leastLead(plan) / output.scale));
  const decision: Decision = { classNumbers, weakest: -128, margin };
  return fitted.kind === "window"
    ? { kind: "window_network", channels: fitted.channels, layers, ...decision }
    : { kind: "feature_network", layers, ...decision };
}

export function floatTwin({ layers }: TrainedNetwork, int8: QuantizedNetwork): FloatTwin {
  return { network: writeFloatNetwork(layers), input: int8.layers[0]!.input, output: int8.output };
}
