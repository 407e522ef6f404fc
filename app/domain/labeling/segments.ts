import type { Hand } from "../hands.ts";

/** truth: what a person says. proposal: what a segmenter found. prediction: what a model says. */
export const TRACK_KINDS = ["truth", "proposal", "prediction"] as const;
export type TrackKind = (typeof TRACK_KINDS)[number];

/** A capture has one track of each kind and name. */
export interface TrackKey {
  readonly kind: TrackKind;
  readonly name: string;
}

/** A track; without a name every track of its kind. */
export interface TrackChoice {
  readonly kind: TrackKind;
  readonly name: string | null;
}

/** The track into which a person labels where the capture has none yet. */
export const OWN_TRUTH: TrackKey = { kind: "truth", name: "Truth" };

/** The label of what nobody has named yet, and of motion that is no punch. */
export const UNKNOWN = "Unknown";

/** A labelled stretch `[startUs, endUs)` of the capture's clock; an event where both are the same. */
export interface Segment {
  /** UUID, given by whoever makes it. It stays the same through edits, undo and export. */
  readonly id: string;
  readonly label: string;
  /** null: both gloves, or nobody said. */
  readonly hand: Hand | null;
  /** A name of the scheme's quality tier; null for none. */
  readonly quality: string | null;
  readonly startUs: number;
  readonly endUs: number;
  /** The impact, or the strongest moment, where it is known; within the segment. */
  readonly peakUs: number | null;
  /** How sure a model or a suggestion is, 0 to 1; null where nobody measures. */
  readonly confidence: number | null;
  /** Who made it: `hand`, `live`, `simulated`, `import`, a segmenter's name, `accepted <track>`. */
  readonly origin: string;
}

export interface Track extends TrackKey {
  /** Where its segments come from, as JSON: settings and hashes of a segmenter or a model, a file's name. */
  readonly origin: string;
  /** By start, then end. */
  readonly segments: readonly Segment[];
}

/** What stands in a track of truth as its origin where a simulator made it. */
export const SIMULATED_ORIGIN = "simulated";

/** The track into which a person labels unless they choose one: never what a simulator knows. */
export function trackToLabel(tracks: readonly Track[]): TrackKey {
  const truths = tracks.filter(({ kind }) => kind === "truth");
  const own = truths.find((track) => sameTrack(track, OWN_TRUTH));
  const { kind, name } = own ?? truths.find(({ origin }) => origin !== SIMULATED_ORIGIN) ?? OWN_TRUTH;
  return { kind, name };
}

/** By start, then end, then id: the order in which tracks keep their segments. */
export function inOrder(a: Segment, b: Segment): number {
  return a.startUs - b.startUs || a.endUs - b.endUs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function sameTrack(a: TrackKey, b: TrackKey): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/**
 * What a person says of a capture: the track into which people label, where there is anything in it; otherwise all truth
 * there is (a simulated glove's, an import's). By time.
 */
export function truthIn(tracks: readonly Track[]): readonly Segment[] {
  const truth = tracks.filter(({ kind }) => kind === "truth");
  const own = truth.find(({ name }) => name === OWN_TRUTH.name);
  if (own !== undefined && own.segments.length > 0) return own.segments;
  return truth.flatMap(({ segments }) => segments).sort(inOrder);
}
