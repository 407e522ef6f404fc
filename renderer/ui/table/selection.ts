// Not TanStack Table's range: that one adds to what is selected, while a list on a desktop replaces it from its anchor.

/** What is selected in a list, which row the keys stand on, and where a range begins. Rows are named by their ids. */
export interface ListSelection {
  readonly selected: ReadonlySet<string>;
  readonly active: string | null;
  readonly anchor: string | null;
}

export type SelectMode = "only" | "toggle" | "range";

/** What selecting a row does: alone, added or taken away (Ctrl), or everything from the anchor to it (Shift). */
export function select(ids: readonly string[], from: ListSelection, id: string, mode: SelectMode): ListSelection {
  if (mode === "toggle") {
    const selected = new Set(from.selected);
    if (!selected.delete(id)) selected.add(id);
    return { selected, active: id, anchor: id };
  }
  const start = mode === "range" && from.anchor !== null ? ids.indexOf(from.anchor) : -1;
  if (start < 0) return { selected: new Set([id]), active: id, anchor: id };
  const end = ids.indexOf(id);
  const span = ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { selected: new Set(span), active: id, anchor: from.anchor };
}

/** The row that a key leads to; null for a key that does not move, or where there are no rows. */
export function rowAfterKey(ids: readonly string[], active: string | null, key: string, page: number): string | null {
  if (ids.length === 0) return null;
  const at = active === null ? -1 : ids.indexOf(active);
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: ids.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return null;
  return ids[Math.min(ids.length - 1, Math.max(0, target))]!;
}
