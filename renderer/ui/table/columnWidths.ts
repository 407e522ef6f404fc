import type { ColumnSizingState } from "@tanstack/react-table";
import { z } from "zod";

const widths = z.record(z.string(), z.number().nonnegative());
const keyOf = (table: string) => `ringside.columns.${table}`;

/** Widths in pixels that a person has given to columns of the table of this name; none where they cannot be read. */
export function readWidths(table: string): ColumnSizingState {
  try {
    return widths.parse(JSON.parse(localStorage.getItem(keyOf(table)) ?? "{}"));
  } catch {
    return {};
  }
}

export function keepWidths(table: string, given: ColumnSizingState): void {
  localStorage.setItem(keyOf(table), JSON.stringify(given));
}
