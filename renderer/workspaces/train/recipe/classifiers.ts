import { PRESETS } from "#domain/learning/presets.ts";
import { type Plan, withPreset } from "../../../training/wish.ts";

export type ClassifierKind = Plan["classifier"]["kind"];
export const CLASSIFIERS: readonly ClassifierKind[] = ["dense", "forest", "conv"];

const PRESET_OF = { dense: "reference", forest: "forest", conv: "conv" } as const;

/** A plan with another kind of classifier of its usual size, and an input that this kind can read; all else stays. */
export function withClassifier(plan: Plan, kind: ClassifierKind): Plan {
  if (plan.classifier.kind === kind) return plan;
  const { classifier, input } = withPreset(plan, PRESET_OF[kind]);
  return { ...plan, classifier, input: input.kind === plan.input.kind ? plan.input : input };
}

/** Trees do not learn in epochs. */
export function learnsInEpochs({ classifier }: Pick<Plan, "classifier">): boolean {
  return classifier.kind !== PRESETS.forest.classifier.kind;
}
