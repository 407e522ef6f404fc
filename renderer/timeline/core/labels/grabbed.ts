import type { Segment, Track } from "#domain/labeling/segments.ts";
import type { LabelView } from "../../../labels/labelModel.ts";

/** What a drag on a segment takes along: all of its track that are selected, if it is one of them; else it alone. */
export function grabbed({ selected }: LabelView, track: Track, segment: Segment): readonly Segment[] {
  return selected.has(segment.id) ? track.segments.filter(({ id }) => selected.has(id)) : [segment];
}
