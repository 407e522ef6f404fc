import type { Input } from "#contract/contract.ts";
import { useApp, useOf } from "../../../app/app.ts";
import type { Lookup, LookupState } from "../../../training/lookup.ts";
import { cutPlanOf } from "../../../training/wish.ts";
import { useLookup } from "../useLookup.ts";

type Segments = Pick<Input<"features.table">, "plan" | "query" | "set">;

/** What the recipe's segments are like. */
export function useAsked<M extends object, V>(lookup: Lookup<Segments & M, V>, more: M): LookupState<V> {
  const { training } = useApp();
  const { query, plan } = useOf(training, ({ wish }) => wish!);
  const set = useOf(training, (state) => state.set);
  return useLookup(lookup, { query, plan: cutPlanOf(plan), set, ...more });
}
