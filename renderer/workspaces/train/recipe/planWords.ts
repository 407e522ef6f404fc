import type { ModelPlan } from "#domain/learning/plan.ts";
import { text } from "../../../ui/text.ts";
import { sizesText } from "./sizes.ts";

/** What a classifier sees, in a few words: `16 features`. */
export function inputWords({ input }: Pick<ModelPlan, "input">): string {
  if (input.kind === "window") return text("train.words.window", { steps: input.steps });
  if (input.selection === "none")
    return text("train.words.allFeatures", { set: text(`train.features.set.${input.set}`) });
  return text("train.words.features", { count: input.count });
}

/** What it is: `network 12, 8`. */
export function classifierWords({ classifier }: Pick<ModelPlan, "classifier">): string {
  switch (classifier.kind) {
    case "dense":
      return text("train.words.dense", { sizes: sizesText(classifier.hidden), layers: classifier.hidden.length });
    case "conv":
      return text("train.words.conv", { sizes: sizesText(classifier.filters), kernel: classifier.kernel });
    case "forest":
      return text("train.words.forest", { trees: classifier.trees, depth: classifier.depth });
  }
}
