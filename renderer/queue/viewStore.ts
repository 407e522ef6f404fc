import { z } from "zod";
import { createStore } from "zustand/vanilla";
import { type Filter, NO_FILTER, type Order } from "./view.ts";

export interface TableView {
  readonly filter: Filter;
  readonly order: Order;
  readonly hidden: readonly string[];
  /** Columns in the order that a person gave them; those it lacks follow as they come. */
  readonly columns: readonly string[];
  /** `state`, `label`, `day` or `field:NAME`; null: no groups. */
  readonly groupBy: string | null;
  /** Groups whose captures are not shown, by their ids. */
  readonly closed: readonly string[];
  /** Whether the queue stands beside an open capture. */
  readonly rail: boolean;
}

const KEY = "ringside.captures";
const kept = z.object({
  order: z.object({ column: z.string(), direction: z.enum(["ascending", "descending"]) }),
  hidden: z.array(z.string()),
  columns: z.array(z.string()).default([]),
  groupBy: z.string().nullable().default(null),
  rail: z.boolean().default(true),
});

const FIRST: TableView = {
  filter: NO_FILTER,
  order: { column: "created", direction: "descending" },
  hidden: [],
  columns: [],
  groupBy: null,
  closed: [],
  rail: true,
};

function read(storage: Storage): TableView {
  try {
    return { ...FIRST, ...kept.parse(JSON.parse(storage.getItem(KEY) ?? "null")) };
  } catch {
    return FIRST;
  }
}

const without = (list: readonly string[], one: string) => list.filter((each) => each !== one);
const toggled = (list: readonly string[], one: string) => (list.includes(one) ? without(list, one) : [...list, one]);

/** How the table is looked at. All but the filter and closed groups is remembered, so that nothing seems lost. */
export function createTableView(storage: Storage) {
  const store = createStore<TableView>(() => read(storage));
  store.subscribe(({ order, hidden, columns, groupBy, rail }) =>
    storage.setItem(KEY, JSON.stringify({ order, hidden, columns, groupBy, rail })),
  );
  return {
    store,
    sort: (order: Order) => store.setState({ order }),
    filter: (change: Partial<Filter>) => store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    clearFilter: () => store.setState({ filter: NO_FILTER }),
    toggleColumn: (column: string) => store.setState(({ hidden }) => ({ hidden: toggled(hidden, column) })),
    /** Puts a column where another one stands; `now` is the order in which they stand. */
    moveColumn(column: string, to: string, now: readonly string[]) {
      const at = now.indexOf(to);
      if (column === to || at === -1) return;
      const rest = without(now, column);
      store.setState({ columns: [...rest.slice(0, at), column, ...rest.slice(at)] });
    },
    groupBy: (groupBy: string | null) => store.setState({ groupBy, closed: [] }),
    toggleGroup: (group: string) => store.setState(({ closed }) => ({ closed: toggled(closed, group) })),
    toggleRail: () => store.setState(({ rail }) => ({ rail: !rail })),
  };
}
export type TableViewStore = ReturnType<typeof createTableView>;

/** Things with an id in the order that a person gave them; those that the order lacks follow as they come. */
export function inGivenOrder<T extends { readonly id: string }>(all: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((id, at) => [id, at]));
  return all.toSorted((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}
