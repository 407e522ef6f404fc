import { inOrder, OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import type { ProjectStore } from "../store/api.ts";

export type TruthStore = Pick<ProjectStore, "tracks">;

/** What learning looks at in a truth segment. */
export type TruthSegment = Pick<Segment, "label" | "hand" | "startUs" | "peakUs" | "endUs">;

/**
 * What a person says about a capture, by time: the track into which people label, where there is anything in it; otherwise
 * all truth there is (a simulated glove's, an import's). @throws ProblemError capture.notFound
 */
export async function truthOf(store: TruthStore, captureId: string): Promise<readonly TruthSegment[]> {
  const truth = (await store.tracks(captureId)).filter(({ kind }) => kind === "truth");
  const own = truth.find(({ name }) => name === OWN_TRUTH.name);
  if (own !== undefined && own.segments.length > 0) return own.segments;
  return truth.flatMap(({ segments }) => segments).sort(inOrder);
}
