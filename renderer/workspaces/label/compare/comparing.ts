import { createStore } from "zustand/vanilla";
import type { CaptureDetail } from "#domain/captures.ts";
import { type Segment, truthIn } from "#domain/labeling/segments.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import type { Alignment } from "../../../timeline/compare/aligned.ts";
import type { ComparedSegment } from "../../../timeline/compare/loadCompared.ts";
import { channelGroups } from "../../../timeline/core/channelGroups.ts";

/** What is compared, and how: kept while one goes from capture to capture. */
export interface Comparing {
  /** null: what was selected when it was asked for. */
  readonly label: string | null;
  /** Ids, while `label` is null. */
  readonly chosen: readonly string[];
  readonly alignment: Alignment;
  readonly colour: "label" | "hand";
  /** Position among the sensors of a stream. */
  readonly sensor: number;
  /** The segment that is marked. */
  readonly marked: string | null;
}

export const comparing = createStore<Comparing>(() => ({
  label: null,
  chosen: [],
  alignment: "peak",
  colour: "label",
  sensor: 0,
  marked: null,
}));

/** More than this is a smear, and takes seconds to read. */
export const MOST_COMPARED = 500;

/** The segments that are compared, by time. */
export function comparedSegments(
  view: LabelView,
  { label, chosen }: Pick<Comparing, "label" | "chosen">,
): readonly Segment[] {
  if (label !== null)
    return truthIn(view.tracks)
      .filter((segment) => segment.label === label)
      .slice(0, MOST_COMPARED);
  const ids = new Set(chosen);
  const all = view.tracks.flatMap(({ segments }) => segments).filter(({ id }) => ids.has(id));
  return all.toSorted((a, b) => a.startUs - b.startUs).slice(0, MOST_COMPARED);
}

/** Each with the glove it is of (the first one where nobody said) and that glove's sensor. */
export function withStreams(segments: readonly Segment[], capture: CaptureDetail, sensor: number): ComparedSegment[] {
  return segments.flatMap((segment) => {
    const stream = capture.streams.find(({ hand }) => hand === segment.hand) ?? capture.streams[0];
    const group = stream && channelGroups(stream.format)[sensor];
    return stream && group ? [{ segment, stream, group }] : [];
  });
}

/** The neighbour of the marked segment among those compared; the first one where none is marked. */
export function neighbourOf(segments: readonly Segment[], marked: string | null, step: 1 | -1): Segment | undefined {
  const at = segments.findIndex(({ id }) => id === marked);
  if (at === -1) return segments[step === 1 ? 0 : segments.length - 1];
  return segments[(at + step + segments.length) % segments.length];
}
