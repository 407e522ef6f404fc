import { OWN_TRUTH, sameTrack, type TrackKey } from "#domain/labeling/segments.ts";
import { chosen } from "./desk.ts";
import type { LabelDoc } from "./labelDoc.ts";
import { trackId } from "./labelModel.ts";

/** The tracks that a deed on tracks means: those of the selected segments, or else the one that is labelled into. */
function meant(doc: LabelDoc): string[] {
  const ids = new Set(chosen(doc).map(({ track }) => trackId(track)));
  return ids.size > 0 ? [...ids] : [trackId(doc.view.active)];
}

/** Takes them out of the timeline, and what is selected of them out of the selection. */
export function hideTracks(doc: LabelDoc): void {
  doc.setHidden(new Set([...doc.view.hidden, ...meant(doc)]));
  doc.select([]);
}

/** The pointer no longer touches them; they stay in sight. Where all of them are locked already, it does again. */
export function toggleLock(doc: LabelDoc): void {
  const ids = meant(doc);
  const { locked } = doc.view;
  const after = new Set(locked);
  for (const id of ids) {
    if (ids.every((each) => locked.has(each))) after.delete(id);
    else after.add(id);
  }
  doc.setLocked(after);
}

export function showTracks(doc: LabelDoc): void {
  doc.setHidden(new Set());
}

/** The tracks that a person can label into; their own also before it is there. */
export function truthTracks({ view }: LabelDoc): readonly TrackKey[] {
  const truths = view.tracks.filter(({ kind }) => kind === "truth");
  return truths.some((track) => sameTrack(track, OWN_TRUTH)) ? truths : [OWN_TRUTH, ...truths];
}

/** Labels go into the next of these tracks from now on, after the last into the first. */
export function labelIntoNext(doc: LabelDoc): TrackKey {
  const truths = truthTracks(doc);
  const at = truths.findIndex((track) => sameTrack(track, doc.view.active));
  const { kind, name } = truths[(at + 1) % truths.length]!;
  doc.setActive({ kind, name });
  return { kind, name };
}
