import type { CaptureStream, CaptureSummary } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { type Segment, type Track, truthIn } from "#domain/labeling/segments.ts";
import type { Stretch } from "../../timeline/compare/loadCompared.ts";
import { PERSON } from "../shared/known.ts";

/** Of a capture as a whole, its first minute: more is no comparison any more, and would not fit into memory by hundreds. */
export const WHOLE_US = 60e6;

/** One line of a comparison, with what it can be filtered and coloured by. */
export interface CompareItem extends Stretch {
  readonly captureName: string;
  readonly label: string | null;
  readonly hand: Hand | null;
  readonly person: string | null;
}

export interface ItemFilter {
  readonly label: string | null;
  readonly person: string | null;
  /** `none`: of no hand. */
  readonly hand: Hand | "none" | null;
}

export const NO_FILTER: ItemFilter = { label: null, person: null, hand: null };

function ofCapture({ id, name, metadata }: CaptureSummary) {
  return { captureId: id, captureName: name, person: metadata[PERSON] ?? null };
}

/** Each truth segment of a capture; with ids, the segments of any track that have them. Read from the glove that it is of. */
export function segmentItems(
  capture: CaptureSummary,
  tracks: readonly Track[],
  ids?: ReadonlySet<string>,
): CompareItem[] {
  const segments = ids ? tracks.flatMap((track) => track.segments).filter(({ id }) => ids.has(id)) : truthIn(tracks);
  return segments.flatMap((segment) => {
    const stream = streamOf(capture, segment);
    if (stream === undefined) return [];
    const { id, label, hand, startUs, endUs, peakUs } = segment;
    return [{ ...ofCapture(capture), id, label, hand, startUs, endUs, peakUs, stream, whole: false }];
  });
}

/** The first glove, where nobody said which one a segment is of. */
function streamOf({ streams }: CaptureSummary, { hand }: Segment): CaptureStream | undefined {
  return streams.find((stream) => stream.hand === hand) ?? streams[0];
}

/** A capture as a whole: one line for each glove. */
export function wholeItems(capture: CaptureSummary): CompareItem[] {
  return capture.streams.map((stream) => ({
    ...ofCapture(capture),
    id: `${capture.id}/${stream.id}`,
    label: capture.label,
    hand: stream.hand,
    startUs: 0,
    endUs: Math.min(capture.durationUs, WHOLE_US),
    peakUs: null,
    stream,
    whole: true,
  }));
}

export function matching(items: readonly CompareItem[], { label, person, hand }: ItemFilter): readonly CompareItem[] {
  return items.filter(
    (item) =>
      (label === null || item.label === label) &&
      (person === null || item.person === person) &&
      (hand === null || (item.hand ?? "none") === hand),
  );
}

/** At most so many of them, spread over all. */
export function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

/** What a list holds of something, in order; nothing for null. */
export function valuesOf(items: readonly CompareItem[], of: (item: CompareItem) => string | null): string[] {
  const found = new Set<string>();
  for (const item of items) {
    const value = of(item);
    if (value !== null) found.add(value);
  }
  return [...found].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
