import { useEffect } from "react";
import { useStore } from "zustand";
import { useApp, useOf } from "../../app/app.ts";
import type { Lookup, LookupState } from "../../training/lookup.ts";

/** The answer to a question, looked up anew when it or the captures change; stopped when nobody looks. */
export function useLookup<A, V>(lookup: Lookup<A, V>, asked: A): LookupState<V> {
  const { training } = useApp();
  const changes = useOf(training, (state) => state.changes);
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
