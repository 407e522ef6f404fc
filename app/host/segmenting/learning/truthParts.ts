import type { CaptureSummary } from "#domain/captures.ts";
import { knownStretch } from "#domain/labeling/knownStretch.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import { type Matchable, momentOf } from "#domain/matching.ts";
import type { TruthSegment } from "../truth.ts";

/** A stretch of one capture whose true segments are all known. It is held out as a whole. */
export interface TruthPart {
  readonly captureId: string;
  /** Segments whose moment lies in `[fromUs, toUs)` belong to it. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly fold: number;
  /** What a segmenter should find. Motion that is no punch (Unknown) is not in it: finding it is a false alarm. */
  readonly wanted: readonly Matchable[];
}

export interface LabelledCapture {
  readonly capture: Pick<CaptureSummary, "id" | "durationUs" | "reviewedAtMs">;
  readonly truth: readonly TruthSegment[];
}

/** Every fold costs a search. */
const MOST_FOLDS = 5;

/**
 * What can be learned from: one part a capture, in at most five folds; a single capture is cut in two by time. In a
 * capture that nobody has called reviewed only the time from its first label to its last counts: behind it may be punches
 * that nobody has labelled yet. Captures without a punch are left out. Empty where there are fewer than two punches.
 */
export function truthParts(labelled: readonly LabelledCapture[]): TruthPart[] {
  const known = labelled.flatMap(({ capture, truth }) => {
    const wanted = truth.filter(({ label }) => label !== UNKNOWN);
    return wanted.length === 0 ? [] : [{ captureId: capture.id, ...knownStretch(capture, truth), wanted }];
  });
  if (known.length === 1) return halves(known[0]!);
  return known.map((part, i) => ({ ...part, fold: i % MOST_FOLDS }));
}

/** Cut between two punches, so that both halves have as many. */
function halves(part: Omit<TruthPart, "fold">): TruthPart[] {
  const wanted = part.wanted.toSorted((a, b) => momentOf(a) - momentOf(b));
  if (wanted.length < 2) return [];
  const middle = wanted.length >> 1;
  const cutUs = Math.round((momentOf(wanted[middle - 1]!) + momentOf(wanted[middle]!)) / 2);
  return [
    { ...part, toUs: cutUs, wanted: wanted.slice(0, middle), fold: 0 },
    { ...part, fromUs: cutUs, wanted: wanted.slice(middle), fold: 1 },
  ];
}
