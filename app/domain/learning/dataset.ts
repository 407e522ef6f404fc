/** Which captures a model is made from. Every condition that is given must hold. */
export interface DatasetQuery {
  /** Empty: all of the project. */
  readonly captureIds: readonly string[];
  /** Captures with at least one truth segment of these labels; empty: any label. */
  readonly labels: readonly string[];
  /** Field -> values of which the capture has one. */
  readonly metadata: Readonly<Record<string, readonly string[]>>;
  readonly devices: readonly string[];
  readonly states: readonly ("inProgress" | "reviewed")[];
  /** The truth track that counts; null: the capture's own "Truth", else its only truth track. */
  readonly truthTrack: string | null;
}

export const EVERYTHING: DatasetQuery = {
  captureIds: [],
  labels: [],
  metadata: {},
  devices: [],
  states: [],
  truthTrack: null,
};

/**
 * How a model is tested on what it never saw. Groups are whole captures, or all captures of one value of a metadata field
 * (the person): never segments, because neighbours in one recording are near copies.
 */
export interface Split {
  readonly groupBy: { readonly kind: "capture" } | { readonly kind: "metadata"; readonly field: string };
  readonly method: { readonly kind: "leaveOneOut" } | { readonly kind: "kFold"; readonly folds: number };
  readonly seed: number;
}

export const BY_PERSON: Split = {
  groupBy: { kind: "metadata", field: "person" },
  method: { kind: "leaveOneOut" },
  seed: 1,
};

/**
 * Why a segment is no example, which is known only once motion is cut. beyondTruth: found where nobody has labeled yet.
 * clipped: at the end of a range smaller than the model's. notFound: true, but the plan's segmenter finds nothing there.
 */
export const CUT_EXCLUSIONS = ["beyondTruth", "noLength", "tooLong", "acrossGap", "clipped", "notFound"] as const;
export type CutExclusion = (typeof CUT_EXCLUSIONS)[number];

/**
 * Why a capture, a stream or a segment is not in a dataset, or not as it is. Its words stand in the catalog under
 * `excluded.<reason>`.
 */
export const EXCLUSIONS = [
  /** Captures. */
  "noTruth",
  "manyTruthTracks",
  "notFinished",
  "noGroup",
  /** Streams: without all six axes; further than 2 % from the model's rate; of a range that nobody knows. */
  "noSignal",
  "otherRate",
  "otherRange",
  /** Segments that are in it, as Unknown. */
  "otherLabel",
  ...CUT_EXCLUSIONS,
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];
