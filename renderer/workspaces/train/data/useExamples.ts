import { useApp, useOf } from "../../../app/app.ts";
import type { LookupState } from "../../../training/lookup.ts";
import type { Examples } from "../../../training/training.ts";
import { cutPlanOf } from "../../../training/wish.ts";
import { useLookup } from "../useLookup.ts";

/** What the recipe learns from, and which segments vanish on the way. */
export function useExamples(): LookupState<Examples> {
  const { training } = useApp();
  const { query, split, plan } = useOf(training, ({ wish }) => wish!);
  return useLookup(training.examples, { query, split, plan: cutPlanOf(plan) });
}
