import { type Segment, truthIn } from "#domain/labeling/segments.ts";
import type { ProjectStore } from "../store/api.ts";

export type TruthStore = Pick<ProjectStore, "tracks">;

/** What learning looks at in a truth segment. */
export type TruthSegment = Pick<Segment, "label" | "hand" | "startUs" | "peakUs" | "endUs">;

/** What a person says about a capture, by time. @throws ProblemError capture.notFound */
export async function truthOf(store: TruthStore, captureId: string): Promise<readonly TruthSegment[]> {
  return truthIn(await store.tracks(captureId));
}
