import { TRACK_KINDS, type TrackKind } from "#domain/labeling/segments.ts";

/**
 * The linguistic type of our tiers, by the kind of their track. On such a tier ANNOTATOR is the track's name and PARTICIPANT the
 * hand; a tier of any other type is a truth track under its own name.
 */
export const TIER_TYPE: Readonly<Record<TrackKind, string>> = {
  truth: "Ringside truth",
  proposal: "Ringside proposal",
  prediction: "Ringside prediction",
};

/** Of the tiers below them, whose annotations name the quality of the segment that they refer to. */
export const QUALITY_TYPE = "Ringside quality";

export function kindOf(type: string | undefined): TrackKind | undefined {
  return TRACK_KINDS.find((kind) => TIER_TYPE[kind] === type);
}
