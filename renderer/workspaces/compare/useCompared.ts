import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { useApp, useOf } from "../../app/app.ts";
import { sayFailure } from "../../app/ask.ts";
import type { Compared } from "../../timeline/compare/aligned.ts";
import { type Loaded, loadCompared } from "../../timeline/compare/loadCompared.ts";
import { sayProblem } from "../../ui/Toast.tsx";
import { comparing } from "./comparing.ts";
import type { CompareItem } from "./items.ts";
import { readItems } from "./readItems.ts";

/** Keeps what is compared as the project has it. Returns whether it is known yet. */
export function useItems(): boolean {
  const { studio, captures } = useApp();
  const rows = useOf(captures, (state) => state.rows);
  const { what, scope, segmentIds, captureIds } = useStore(comparing);
  const [known, setKnown] = useState(false);
  const [edits, setEdits] = useState(0);
  useEffect(() => studio.on("label.changed", () => setEdits((times) => times + 1)), [studio]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: edited labels are read again.
  useEffect(() => {
    if (rows === undefined) return;
    let here = true;
    const read = async () => {
      try {
        const { items, problem } = await readItems(studio, rows, { what, scope, segmentIds, captureIds });
        if (!here) return;
        comparing.setState({ items });
        if (problem !== null) sayProblem(problem);
      } catch (error) {
        if (here) sayFailure(error);
      }
      if (here) setKnown(true);
    };
    void read();
    return () => {
      here = false;
    };
  }, [studio, rows, what, scope, segmentIds, captureIds, edits]);
  return known;
}

export interface ComparedSamples {
  readonly here: readonly Compared[];
  readonly failed: number;
  readonly reason: string | null;
  readonly loading: boolean;
  /** Asks again for what could not be read. */
  readonly again: () => void;
}

const NOTHING: Omit<Loaded, "here"> = { failed: 0, reason: null, done: false };

/** Where its samples lie: a segment that was moved is read again. */
const placeOf = ({ id, startUs, endUs }: Pick<CompareItem, "id" | "startUs" | "endUs">) => `${id} ${startUs} ${endUs}`;

/** The samples of these items as far as they are here. What was read once is kept while the workspace is shown. */
export function useSamples(items: readonly CompareItem[]): ComparedSamples {
  const { studio } = useApp();
  const held = useRef(new Map<string, Compared>());
  const [here, setHere] = useState<readonly Compared[]>([]);
  const [state, setState] = useState(NOTHING);
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again, the same items are read again.
  useEffect(() => {
    const known = held.current;
    const put = () => setHere(items.flatMap((item) => known.get(placeOf(item)) ?? []));
    put();
    setState(NOTHING);
    const missing = items.filter((item) => !known.has(placeOf(item)));
    return loadCompared(studio, missing, ({ here: came, ...rest }) => {
      for (const compared of came) known.set(placeOf(compared), compared);
      setState(rest);
      if (came.length > 0) put();
    });
  }, [studio, items, times]);
  const { failed, reason, done } = state;
  return { here, failed, reason, loading: !done, again: () => setTimes((count) => count + 1) };
}
