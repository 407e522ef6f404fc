import type { FeatureOfClass } from "#contract/learning.ts";
import type { FeatureRow } from "../../../training/training.ts";
import type { Sort } from "../../../ui/table/Table.tsx";

const words = new Intl.Collator(undefined, { numeric: true });
/** Null tells classes apart without any spread: better than any number. */
const rank = ({ f }: FeatureRow) => f ?? Number.POSITIVE_INFINITY;

/** Features whose id holds all typed words, sorted by a column. */
export function shownFeatures(
  features: readonly FeatureRow[],
  typed: string,
  { column, direction }: Sort,
): FeatureRow[] {
  const parts = typed.toLowerCase().split(/\s+/);
  const sign = direction === "ascending" ? 1 : -1;
  const by = (a: FeatureRow, b: FeatureRow) =>
    column === "id" ? words.compare(a.id, b.id) : compare(rank(a), rank(b));
  return features
    .filter(({ id }) => parts.every((part) => id.toLowerCase().includes(part)))
    .sort((a, b) => sign * by(a, b));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function fWords(f: number | null): string {
  return f === null ? "∞" : f.toPrecision(3).replace(/e\+?(\d+)/, " × 10^$1");
}

/** Room for all classes, from the lowest value to the highest; never without width. */
export function spanOf(classes: readonly FeatureOfClass[]): { readonly low: number; readonly high: number } {
  const low = Math.min(...classes.map(({ lowest }) => lowest));
  const high = Math.max(...classes.map(({ highest }) => highest));
  return low < high ? { low, high } : { low: low - 0.5, high: low + 0.5 };
}

/** A number of whatever size in few digits. */
export function shortNumber(value: number): string {
  const digits =
    Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
      ? value.toExponential(1)
      : String(Number(value.toPrecision(3)));
  return digits.replaceAll("-", "−");
}
