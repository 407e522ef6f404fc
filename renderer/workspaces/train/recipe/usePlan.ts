import { useApp, useOf } from "../../../app/app.ts";
import type { Plan } from "../../../training/wish.ts";

/** The plan of the recipe, and how a part of it is changed. Only where the recipe is known. */
export function usePlan(): readonly [plan: Plan, change: (part: Partial<Plan>) => void] {
  const { training } = useApp();
  const plan = useOf(training, ({ wish }) => wish!.plan);
  return [plan, (part) => training.change({ plan: { ...training.store.getState().wish!.plan, ...part } })];
}
