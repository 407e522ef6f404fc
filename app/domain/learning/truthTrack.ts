import { OWN_TRUTH, type Track } from "../labeling/segments.ts";
import type { Exclusion } from "./dataset.ts";

/**
 * The one truth track that a model learns from or is judged by: the named one, or the capture's own "Truth", or its only
 * other one. Two opinions are never mixed: where there are several, somebody must choose.
 */
export function truthTrackOf(
  tracks: readonly Track[],
  wanted: string | null,
): Track | { readonly excluded: Exclusion } {
  const filled = tracks.filter(({ kind, segments }) => kind === "truth" && segments.length > 0);
  const chosen = wanted === null ? filled.find(({ name }) => name === OWN_TRUTH.name) : undefined;
  const open = wanted === null ? filled : filled.filter(({ name }) => name === wanted);
  const track = chosen ?? (open.length === 1 ? open[0] : undefined);
  if (track !== undefined) return track;
  return { excluded: open.length === 0 ? "noTruth" : "manyTruthTracks" };
}
