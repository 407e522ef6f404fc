import type { ProjectStore, TrackSegment } from "../store/api.ts";

export type TruthStore = Pick<ProjectStore, "segments">;

/** What a person says about a capture, by time. @throws ProblemError capture.notFound */
export function truthOf(store: TruthStore, captureId: string): Promise<readonly TrackSegment[]> {
  return store.segments(captureId, "truth");
}
