import {
  type Cell,
  type Column,
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type Header,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useEffect, useMemo, useState } from "react";
import { keepWidths, readWidths } from "./columnWidths.ts";
import type { Sort, TableColumn, TableProps } from "./Table.tsx";

const features = tableFeatures({
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  // Whatever the rows are: a column only ever draws rows of its own table.
  columnMeta: {} as TableColumn<never>,
});
type Features = typeof features;

/** A row of a table, as far as the table itself looks at it. */
export interface Row {
  readonly id: string;
}
export type TableModel<T extends Row> = ReturnType<typeof useTableModel<T>>;
export type ModelColumn<T extends Row> = Column<Features, T, unknown>;
export type ModelHeader<T extends Row> = Header<Features, T, unknown>;
export type ModelCell<T extends Row> = Cell<Features, T, unknown>;

const NARROWEST_PX = 40;
const NONE: readonly string[] = [];

/** Columns, their widths, their order and what is selected, by TanStack Table. The widths are remembered. */
export function useTableModel<T extends Row>(props: TableProps<T>) {
  const { name, columns, hidden = NONE, rows, sort, selected } = props;
  const [firstWidths] = useState(() => readWidths(name));
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, T> => {
        const size = typeof column.width === "number" ? { size: column.width } : {};
        return { id: column.id, minSize: NARROWEST_PX, ...size, meta: column };
      }),
    [columns],
  );
  const columnVisibility = useMemo(() => {
    const gone = columns.filter(({ id, hideable }) => hideable !== false && hidden.includes(id));
    return Object.fromEntries(gone.map(({ id }) => [id, false]));
  }, [columns, hidden]);
  const rowSelection = useMemo(() => Object.fromEntries([...selected].map((id) => [id, true as const])), [selected]);
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.direction === "descending" }], [sort]);
  const table = useTable<Features, T>({
    features,
    columns: defs,
    data: rows,
    getRowId: (row) => row.id,
    initialState: { columnSizing: firstWidths },
    state: { columnVisibility, rowSelection, sorting },
    columnResizeMode: "onChange",
    // The rows come sorted: their order also is that of the list they are read from, and is tested without a table.
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: false,
    onSortingChange: (change) => props.onSort(sortOf(typeof change === "function" ? change(sorting) : change, sort)),
  });
  const widths = table.state.columnSizing;
  useEffect(() => {
    if (widths !== firstWidths) keepWidths(name, widths);
  }, [name, widths, firstWidths]);
  return table;
}

function sortOf([first]: SortingState, before: Sort): Sort {
  return first ? { column: first.id, direction: first.desc ? "descending" : "ascending" } : before;
}

/** A column's width as a track of a CSS grid: what a person gave it, or else what it asks for. */
export function gridTrack<T extends Row>(column: ModelColumn<T>, given: Readonly<Record<string, number>>): string {
  const { width, minWidth = 48 } = column.columnDef.meta!;
  if (typeof width === "number" || Object.hasOwn(given, column.id)) return `${column.getSize()}px`;
  return `minmax(${minWidth}px, ${width})`;
}
