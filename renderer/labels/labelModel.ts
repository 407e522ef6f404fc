import type { EditName } from "#contract/captures.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import type { Track, TrackKey } from "#domain/labeling/segments.ts";

/** What is drawn and listed: one object for each state, so that two can be compared by identity. */
export interface LabelView {
  /** All tracks of the capture, with the change that a gesture previews already in them. Unchanged tracks keep identity. */
  readonly tracks: readonly Track[];
  /** The truth track into which new labels go. */
  readonly active: TrackKey;
  /** Ids of segments. */
  readonly selected: ReadonlySet<string>;
  readonly scheme: LabelScheme;
  /** What a newly drawn segment is called. */
  readonly brush: { readonly label: string; readonly quality: string | null };
  /** Tracks that are not drawn, or drawn but not touched by the pointer: `trackId` of each. */
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
}

/** The labels of the open capture, as gestures, keys, table and inspector see them. */
export interface LabelModel {
  readonly view: LabelView;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
  /** Selection is no step of the history. */
  select(ids: Iterable<string>): void;
  /** Shows changes without storing them, in place of those previewed before; null shows what is stored. */
  preview(changes: readonly TrackChange[] | null): void;
  /** Stores changes as one step of the history, under this name, and ends the preview. Shown at once; the host confirms. */
  commit(name: EditName, changes: readonly TrackChange[]): void;
}

/** One text for a track, for sets and keys. */
export function trackId({ kind, name }: TrackKey): string {
  return `${kind}/${name}`;
}
