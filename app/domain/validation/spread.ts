import { quantile } from "../quantile.ts";
import type { Spread } from "./results.ts";

/** Of signed errors: the median keeps its sign, so that a constant lateness shows; p95 is of their sizes. */
export function errorSpread(errors: readonly number[]): Spread | null {
  if (errors.length === 0) return null;
  return { median: quantile(ascending(errors), 0.5), p95: quantile(ascending(errors.map(Math.abs)), 0.95) };
}

export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = ascending(values);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}
