import { z } from "zod";
import { createStore } from "zustand/vanilla";
import { type Filter, NO_FILTER, type Order } from "./view.ts";

export interface TableView {
  readonly filter: Filter;
  readonly order: Order;
  readonly hidden: readonly string[];
}

const KEY = "ringside.captures";
const kept = z.object({
  order: z.object({ column: z.string(), direction: z.enum(["ascending", "descending"]) }),
  hidden: z.array(z.string()),
});

const FIRST: TableView = { filter: NO_FILTER, order: { column: "created", direction: "descending" }, hidden: [] };

function read(storage: Storage): TableView {
  try {
    return { ...FIRST, ...kept.parse(JSON.parse(storage.getItem(KEY) ?? "null")) };
  } catch {
    return FIRST;
  }
}

/** How the table is looked at. Order and hidden columns are remembered; a filter is not, so that nothing seems lost. */
export function createTableView(storage: Storage) {
  const store = createStore<TableView>(() => read(storage));
  store.subscribe(({ order, hidden }) => storage.setItem(KEY, JSON.stringify({ order, hidden })));
  return {
    store,
    sort: (order: Order) => store.setState({ order }),
    filter: (change: Partial<Filter>) => store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    clearFilter: () => store.setState({ filter: NO_FILTER }),
    toggleColumn: (column: string) =>
      store.setState(({ hidden }) => ({
        hidden: hidden.includes(column) ? hidden.filter((each) => each !== column) : [...hidden, column],
      })),
  };
}
export type TableViewStore = ReturnType<typeof createTableView>;
