import { createStore } from "zustand/vanilla";
import type { Place } from "../../app/stores/shell.ts";
import type { Alignment } from "../../timeline/compare/aligned.ts";
import { type CompareItem, evenly, type ItemFilter, matching, NO_FILTER } from "./items.ts";

/** More than this is a smear, and takes seconds to read. */
export const MOST_COMPARED = 500;

export const COLOURS = ["label", "hand", "person", "capture"] as const;
export type ColourBy = (typeof COLOURS)[number];

/** Where what is compared comes from: what was selected when it was asked for, captures, or the project. */
export type Scope = "segments" | "captures" | "project";

/** What is compared, and how: kept while one goes to a capture and comes back. */
export interface Comparing {
  /** Segments, or captures as a whole. */
  readonly what: "segments" | "captures";
  readonly scope: Scope;
  readonly segmentIds: readonly string[];
  readonly captureIds: readonly string[];
  readonly filter: ItemFilter;
  readonly alignment: Alignment;
  readonly colour: ColourBy;
  /** Plots that are not shown: `sensor/channel`. */
  readonly hidden: ReadonlySet<string>;
  /** Id of the item that is marked. */
  readonly marked: string | null;
  /** All of the scope, before the filter. */
  readonly items: readonly CompareItem[];
  /** Where one came from. */
  readonly from: Place;
}

export const comparing = createStore<Comparing>(() => ({
  what: "segments",
  scope: "project",
  segmentIds: [],
  captureIds: [],
  filter: NO_FILTER,
  alignment: "peak",
  colour: "label",
  hidden: new Set(),
  marked: null,
  items: [],
  from: { at: "captures" },
}));

/** A new wish starts without what was filtered and marked before. */
export function compare(wish: Partial<Comparing>): void {
  const none = { segmentIds: [], captureIds: [], items: [], marked: null, filter: NO_FILTER };
  comparing.setState({ ...none, ...wish });
}

let kept: {
  readonly items: readonly CompareItem[];
  readonly filter: ItemFilter;
  readonly shown: readonly CompareItem[];
} = { items: [], filter: NO_FILTER, shown: [] };

/** What is drawn: what passes the filter, evenly picked where that is too much. The same list for the same state. */
export function shownItems({ items, filter }: Pick<Comparing, "items" | "filter">): readonly CompareItem[] {
  if (kept.items !== items || kept.filter !== filter) {
    kept = { items, filter, shown: evenly(matching(items, filter), MOST_COMPARED) };
  }
  return kept.shown;
}

/** The neighbour of the marked one, round and round; the first or last one where none is marked. */
export function neighbourOf(items: readonly CompareItem[], marked: string | null, step: 1 | -1) {
  const at = items.findIndex(({ id }) => id === marked);
  if (at === -1) return items.at(step === 1 ? 0 : -1);
  return items[(at + step + items.length) % items.length];
}
