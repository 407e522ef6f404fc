import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { SegmenterName, SettingValues } from "#domain/segmenters.ts";
import { engineVersion } from "../engine/version.ts";
import type { NewTrack, TrackSegment } from "../store/api.ts";
import type { Proposal } from "./proposals.ts";

/** The track in which a capture keeps what a segmenter found; its origin says with which settings and which engine. */
export function proposalTrack(segmenter: SegmenterName, settings: SettingValues): NewTrack {
  const origin = { segmenter, settings, engineHash: engineVersion().hash };
  return { kind: "proposal", name: segmenter, origin: JSON.stringify(origin) };
}

/** Nobody has named them yet. */
export function proposedSegments(proposals: readonly Proposal[], segmenter: SegmenterName): TrackSegment[] {
  return proposals.map(({ hand, startUs, peakUs, endUs }) => ({
    label: UNKNOWN,
    hand,
    startUs,
    peakUs,
    endUs,
    origin: segmenter,
  }));
}
