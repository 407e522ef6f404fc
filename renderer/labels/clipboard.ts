import { copyTo } from "#domain/labeling/copyTo.ts";
import { OVERLAP_RULES, type OverlapRule } from "#domain/labeling/overlap.ts";
import type { Segment, TrackKey } from "#domain/labeling/segments.ts";
import { activeTruth, chosen, type LabelDesk, roomOf } from "./desk.ts";
import { stepName } from "./stepName.ts";

export { OVERLAP_RULES, type OverlapRule };

/** What was copied last; it goes along to other captures. */
let held: readonly Segment[] = [];

export function holdsCopies(): boolean {
  return held.length > 0;
}

export function copyChosen({ doc }: LabelDesk): void {
  const segments = chosen(doc).map(({ segment }) => segment);
  if (segments.length > 0) held = segments;
}

/** Puts copies into a truth track, the first of them at a time. @returns how many found room. */
function putCopies(desk: LabelDesk, into: TrackKey, segments: readonly Segment[], atUs: number, rule: OverlapRule) {
  const { doc } = desk;
  const track = doc.track(into) ?? { ...into, origin: "", segments: [] };
  const firstUs = Math.min(...segments.map(({ startUs }) => startUs));
  const copies = segments.map((each) => ({ ...each, confidence: null }));
  const change = copyTo(track, copies, atUs - firstUs, roomOf(desk), rule, () => crypto.randomUUID());
  if (change.add.length === 0) return 0;
  doc.commit(stepName("label.paste", change.add), [change]);
  doc.select(change.add.map(({ id }) => id));
  return change.add.length;
}

/** At the playhead, cut to fit. @returns how many found room, of how many. */
export function paste(desk: LabelDesk): { readonly pasted: number; readonly of: number } {
  if (held.length === 0) return { pasted: 0, of: 0 };
  const pasted = putCopies(desk, activeTruth(desk.doc), held, desk.stage.playheadUs, "cut");
  return { pasted, of: held.length };
}

/** Copies what is selected into another truth track at the same times. @returns how many found room. */
export function copyToTrack(desk: LabelDesk, name: string, rule: OverlapRule): number {
  const segments = chosen(desk.doc).map(({ segment }) => segment);
  if (segments.length === 0) return 0;
  const firstUs = Math.min(...segments.map(({ startUs }) => startUs));
  return putCopies(desk, { kind: "truth", name }, segments, firstUs, rule);
}
