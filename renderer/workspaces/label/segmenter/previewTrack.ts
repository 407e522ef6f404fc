import type { Output } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { countsOf, type DetectionCounts } from "#domain/detection.ts";
import { knownStretch } from "#domain/labeling/knownStretch.ts";
import { type Segment, type Track, truthIn, UNKNOWN } from "#domain/labeling/segments.ts";
import { matchEvents, momentOf, SAME_PUNCH } from "#domain/matching.ts";
import type { SegmenterName } from "#domain/segmenters.ts";

type Found = Extract<Output<"segment.propose">, { ok: true }>["value"]["proposals"];

/** What a segmenter found, as a track that is shown and not stored. */
export function previewTrack(name: string, segmenter: SegmenterName, found: Found): Track {
  const segments = found.map(
    ({ hand, startUs, endUs, peakUs }): Segment => ({
      id: crypto.randomUUID(),
      label: UNKNOWN,
      hand,
      quality: null,
      startUs,
      endUs,
      peakUs,
      confidence: null,
      origin: segmenter,
    }),
  );
  return { kind: "proposal", name, origin: "", segments };
}

/**
 * How what was found compares with what a person labelled, over the time that is labelled; null where nothing is. Motion
 * that is no punch is not wanted, as in learning.
 */
export function compared(
  capture: Pick<CaptureDetail, "durationUs" | "reviewedAtMs">,
  tracks: readonly Track[],
  found: readonly Segment[],
): DetectionCounts | null {
  const truth = truthIn(tracks);
  const wanted = truth.filter(({ label }) => label !== UNKNOWN);
  if (wanted.length === 0) return null;
  const { fromUs, toUs } = knownStretch(capture, truth);
  const inside = found.filter((one) => momentOf(one) >= fromUs && momentOf(one) < toUs);
  return countsOf(matchEvents(wanted, inside, SAME_PUNCH));
}
