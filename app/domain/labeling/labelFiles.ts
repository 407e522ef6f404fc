import type { TrackKey } from "./segments.ts";

/** The formats in which labels leave and come, by the ending of their files: ours, Audacity's, ELAN's. */
export const LABEL_FORMATS = ["csv", "txt", "eaf"] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];

/** What came of an import in one track. */
export interface ImportedTrack extends TrackKey {
  /** Whether the capture had no such track. */
  readonly isNew: boolean;
  readonly added: number;
  readonly already: number;
  readonly overlapping: number;
}

/** What came of an import of labels. */
export interface LabelImport {
  readonly added: number;
  /** Those that were there already, with the same label, hand, quality and times. */
  readonly already: number;
  /** Those left out because they are a model's. */
  readonly predictions: number;
  /** Added truth segments that meet another of their lane; they went in as they are. */
  readonly overlapping: number;
  /** Where: the first hundred. */
  readonly overlaps: readonly { readonly label: string; readonly other: string; readonly startUs: number }[];
  /** Those that it was about, predictions aside, in the order of the file. */
  readonly tracks: readonly ImportedTrack[];
}
