import { type CaptureSummary, REVIEW_STATES, reviewState } from "#domain/captures.ts";
import { FIELD_PREFIX } from "./view.ts";

/** Captures that are alike in what the table is grouped by. */
export interface CaptureGroup {
  /** What they have in common: a review state, a label, a day as `2026-11-22`, a field's value; "" where it is missing. */
  readonly id: string;
  readonly captures: readonly CaptureSummary[];
}

/** What a table can be grouped by besides metadata fields. */
export const FIXED_GROUPINGS = ["state", "label", "day"] as const;
export type FixedGrouping = (typeof FIXED_GROUPINGS)[number];

const two = (value: number) => String(value).padStart(2, "0");

/** A day of the place where the studio is. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function keyOf(capture: CaptureSummary, by: string): string {
  if (by.startsWith(FIELD_PREFIX)) return capture.metadata[by.slice(FIELD_PREFIX.length)] ?? "";
  if (by === "state") return reviewState(capture);
  return by === "label" ? (capture.label ?? "") : dayOf(capture.createdAtMs);
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function compare(by: string, a: string, b: string): number {
  if (by === "state") return REVIEW_STATES.indexOf(a as never) - REVIEW_STATES.indexOf(b as never);
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return by === "day" ? names.compare(b, a) : names.compare(a, b);
}

/**
 * Captures in groups, each in the order given. What still needs somebody comes first, the newest day first, names by the
 * alphabet; those without a value come last.
 */
export function grouped(captures: readonly CaptureSummary[], by: string): readonly CaptureGroup[] {
  return [...Map.groupBy(captures, (capture) => keyOf(capture, by))]
    .map(([id, members]) => ({ id, captures: members }))
    .sort((a, b) => compare(by, a.id, b.id));
}
