import { useEffect } from "react";
import { useStore } from "zustand";
import type { Input } from "#contract/contract.ts";
import { useApp, useOf } from "../../../app/app.ts";
import type { Lookup, LookupState } from "../../../training/lookup.ts";

type Segments = Pick<Input<"features.table">, "plan" | "query" | "set">;

/** What the recipe's segments are like, looked up anew when the recipe or the captures change; stopped when nobody looks. */
export function useAsked<M extends object, V>(lookup: Lookup<Segments & M, V>, more: M): LookupState<V> {
  const { training } = useApp();
  const { query, plan } = useOf(training, ({ wish }) => wish!);
  const set = useOf(training, (state) => state.set);
  const changes = useOf(training, (state) => state.changes);
  const { classes, hands, segmenter, examples } = plan;
  const asked = { query, plan: { classes, hands, segmenter, examples }, set, ...more };
  // The lookup itself sees to it that the same is not asked twice.
  useEffect(() => lookup.want(asked, changes));
  useEffect(
    () => () => {
      if (lookup.store.getState().busy) lookup.stop();
    },
    [lookup],
  );
  return useStore(lookup.store);
}
