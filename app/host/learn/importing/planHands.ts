import type { Hand } from "#domain/hands.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { HandPlan } from "#domain/learning/plan.ts";

/** How segments reach the network: a model for one hand is made of that hand's motion as it is. */
export function handPlan({ hands }: Pick<ImportPlan, "hands">): HandPlan {
  return hands === "mirrored" ? "mirrored" : "together";
}

/** The gloves that get bytes: one for both where both run the same. */
export const PART_HANDS: Readonly<Record<ImportPlan["hands"], readonly (Hand | null)[]>> = {
  together: [null],
  mirrored: ["left", "right"],
  left: ["left"],
  right: ["right"],
};
