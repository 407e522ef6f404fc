import type { ReactNode } from "react";

/** A heading over rows that belong together; closed, its rows are not among those of the table. */
export interface TableGroup {
  readonly id: string;
  readonly open: boolean;
  /** All its rows, shown or not: who takes the heading takes them. */
  readonly rowIds: readonly string[];
  readonly content: ReactNode;
}

/** A line of the table: a row by its place among the rows, or the heading of a group. */
export type TableLine =
  | { readonly id: string; readonly row: number }
  | { readonly id: string; readonly group: TableGroup };

/** Tells headings from rows, whose ids they never have. */
const lineIdOf = (group: TableGroup) => `group:${group.id}`;

/** The lines of a table: each open group's heading with its rows under it, in the order given. */
export function linesOf(rowIds: readonly string[], groups: readonly TableGroup[] | undefined): readonly TableLine[] {
  if (groups === undefined) return rowIds.map((id, row) => ({ id, row }));
  let row = 0;
  return groups.flatMap((group): TableLine[] => {
    const heading = { id: lineIdOf(group), group };
    if (!group.open) return [heading];
    return [heading, ...group.rowIds.map((id) => ({ id, row: row++ }))];
  });
}

/** All rows of a group are selected, or, where they are already, none of them. */
export function toggleGroup({ rowIds }: TableGroup, selected: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(selected);
  const all = rowIds.every((id) => selected.has(id));
  for (const id of rowIds) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}
