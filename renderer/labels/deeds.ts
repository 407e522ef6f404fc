import type { Hand } from "#domain/hands.ts";
import { type BulkEdit, bulkEdit } from "#domain/labeling/bulkEdit.ts";
import { isEmpty, type TrackChange, trackChange } from "#domain/labeling/change.ts";
import { draw } from "#domain/labeling/draw.ts";
import { duplicate } from "#domain/labeling/duplicate.ts";
import { eventAt } from "#domain/labeling/events.ts";
import { LANE_HANDS } from "#domain/labeling/lanes.ts";
import { move } from "#domain/labeling/move.ts";
import { relabel, setHand } from "#domain/labeling/rename.ts";
import type { Edge } from "#domain/labeling/reshape.ts";
import { resizeEdge } from "#domain/labeling/resizeEdge.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { type Anchor, setLength } from "#domain/labeling/setLength.ts";
import { merge, split } from "#domain/labeling/splitMerge.ts";
import { activeTruth, chosen, chosenTruth, type LabelDesk, oneTruth, roomOf, strokeOf } from "./desk.ts";
import { type StepCode, stepName } from "./stepName.ts";

const newId = () => crypto.randomUUID();

/** Stores changes under a name made from what they touch. @returns what is there now because of them. */
function store({ doc }: LabelDesk, code: StepCode, changes: readonly TrackChange[], named?: readonly Segment[]) {
  const come = changes.flatMap(({ add, update }) => [...update, ...add]);
  if (!changes.every(isEmpty)) doc.commit(stepName(code, named ?? come), changes);
  return come;
}

/** The words of the selected truth segments. */
export function reword(desk: LabelDesk, words: { readonly label?: string; readonly quality?: string | null }): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) => relabel(track, ids, words));
  store(desk, words.label === undefined ? "label.quality" : "label.relabel", changes);
}

/** Makes a segment of a stretch, as far as it is free. @returns whether there was room. */
export function addStretch(desk: LabelDesk, fromUs: number, toUs: number, label?: string): boolean {
  const stroke = strokeOf(desk, label === undefined ? {} : { label });
  const change = draw(activeTruth(desk.doc), stroke, fromUs, toUs, roomOf(desk));
  if (change === null) return false;
  desk.doc.select(store(desk, "label.draw", [change]).map(({ id }) => id));
  return true;
}

/** Removes what is selected of truth and proposals; a prediction stays. */
export function removeChosen(desk: LabelDesk): void {
  const all = chosen(desk.doc).filter(({ track }) => track.kind !== "prediction");
  const tracks = new Set(all.map(({ track }) => track));
  const changes = [...tracks].map((track) =>
    trackChange(track, { remove: all.filter((each) => each.track === track).map(({ segment }) => segment.id) }),
  );
  const segments = all.map(({ segment }) => segment);
  if (segments.length > 0) desk.doc.commit(stepName("label.remove", segments), changes);
}

/** Cuts what is selected where the playhead stands, or the segments of the active track that it stands in. */
export function splitHere(desk: LabelDesk): void {
  const { doc, stage } = desk;
  const selected = chosen(doc).filter(({ track }) => track.kind === "truth");
  const truth = activeTruth(doc);
  const under = truth.segments.filter((each) => each.startUs < stage.playheadUs && stage.playheadUs < each.endUs);
  const from = selected.length > 0 ? selected : under.map((segment) => ({ track: truth, segment }));
  const changes = from.map(({ track, segment }) => split(track, segment, stage.playheadUs, roomOf(desk), newId()));
  const made = changes.flatMap(({ add }) => add);
  store(desk, "label.split", changes, made);
  if (made.length > 0) doc.select(made.map(({ id }) => id));
}

export function mergeNext(desk: LabelDesk): void {
  const one = oneTruth(desk.doc);
  if (one !== null) store(desk, "label.merge", [merge(one.track, one.segment)]);
}

export function duplicateChosen(desk: LabelDesk): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) =>
    duplicate(
      track,
      track.segments.filter(({ id }) => ids.has(id)),
      roomOf(desk),
      newId,
    ),
  );
  const made = store(desk, "label.duplicate", changes);
  if (made.length > 0) desk.doc.select(made.map(({ id }) => id));
}

/** Puts an edge of the one selected segment at a time; its neighbour stays where it is. */
export function setEdge(desk: LabelDesk, edge: Edge, atUs: number): void {
  const one = oneTruth(desk.doc);
  if (one === null) return;
  const change = resizeEdge(one.track, one.segment, edge, atUs, roomOf(desk), "alone");
  store(desk, "label.resize", [change]);
}

export function setLengthOf(desk: LabelDesk, lengthUs: number, anchor: Anchor): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) => setLength(track, ids, lengthUs, anchor, roomOf(desk)));
  store(desk, "label.length", changes);
}

/** Several things at once, as one step. */
export function editMany(desk: LabelDesk, edit: BulkEdit): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) => bulkEdit(track, ids, edit, roomOf(desk)));
  store(desk, "label.bulk", changes);
}

export function dropEvent(desk: LabelDesk): void {
  const change = eventAt(activeTruth(desk.doc), strokeOf(desk), desk.stage.playheadUs);
  const made = store(desk, "label.event", [change]);
  if (made.length > 0) desk.doc.select(made.map(({ id }) => id));
}

export function giveHand(desk: LabelDesk, hand: Hand | null): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) => setHand(track, ids, hand));
  store(desk, "label.hand", changes);
}

/** To the lane above or below, as they stand on the screen. */
export function toOtherLane(desk: LabelDesk, step: 1 | -1): void {
  const first = chosen(desk.doc)[0]?.segment;
  if (first === undefined) return;
  const hand = LANE_HANDS[LANE_HANDS.indexOf(first.hand) + step];
  if (hand !== undefined) giveHand(desk, hand);
}

/** Moves what is selected as a block, until it meets something. */
export function nudge(desk: LabelDesk, byUs: number): void {
  const changes = chosenTruth(desk.doc).map(({ track, ids }) => move(track, ids, byUs, roomOf(desk), "stop"));
  store(desk, "label.move", changes);
}
