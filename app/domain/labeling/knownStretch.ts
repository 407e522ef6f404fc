import type { CaptureSummary } from "../captures.ts";
import type { Segment } from "./segments.ts";

/** Somebody who labelled up to a moment has looked this much further. */
const MARGIN_US = 500_000;

/**
 * The time of a capture whose punches are all labelled, as far as one can tell: all of it where a person has reviewed it;
 * otherwise from the first label to the last, for behind it may be punches that nobody has come to yet. A capture without
 * labels has none (`fromUs` after `toUs`).
 */
export function knownStretch(
  { durationUs, reviewedAtMs }: Pick<CaptureSummary, "durationUs" | "reviewedAtMs">,
  truth: readonly Pick<Segment, "startUs" | "endUs">[],
): { readonly fromUs: number; readonly toUs: number } {
  // Moments before 0 and behind the end belong to the capture too: a segment may begin before its first sample.
  if (reviewedAtMs !== null) return { fromUs: -durationUs, toUs: 2 * durationUs };
  return truth.reduce(
    ({ fromUs, toUs }, { startUs, endUs }) => ({
      fromUs: Math.min(fromUs, startUs - MARGIN_US),
      toUs: Math.max(toUs, endUs + MARGIN_US),
    }),
    { fromUs: Number.POSITIVE_INFINITY, toUs: Number.NEGATIVE_INFINITY },
  );
}
