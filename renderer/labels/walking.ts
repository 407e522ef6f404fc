import { type Segment, truthIn } from "#domain/labeling/segments.ts";
import { allOpen } from "./accepting.ts";
import { activeTruth, chosen, goToSegment, type LabelDesk } from "./desk.ts";

/** Where Tab walks: the track of what is selected, else the active one, else the open proposals, else all truth. */
function path({ doc }: LabelDesk): readonly Segment[] {
  const track = chosen(doc)[0]?.track ?? activeTruth(doc);
  if (track.segments.length > 0) return track.segments;
  const open = allOpen(doc);
  return open.length > 0 ? open : truthIn(doc.view.tracks);
}

/** Goes to the next or previous segment, from the selected one or from the playhead. It stops at the last. */
export function walk(desk: LabelDesk, step: 1 | -1): void {
  const segments = path(desk);
  const selected = chosen(desk.doc).at(step === 1 ? -1 : 0)?.segment;
  const at = selected === undefined ? -1 : segments.findIndex(({ id }) => id === selected.id);
  const { playheadUs } = desk.stage;
  const next =
    at >= 0
      ? segments[at + step]
      : step === 1
        ? segments.find(({ startUs }) => startUs >= playheadUs)
        : segments.findLast(({ startUs }) => startUs < playheadUs);
  if (next !== undefined) goToSegment(desk, next);
}

/** Everything of the track in which one works. */
export function selectAll(desk: LabelDesk): void {
  desk.doc.select(path(desk).map(({ id }) => id));
}

/** From the first to the last that is selected; null where nothing is. */
export function chosenSpan({ doc }: Pick<LabelDesk, "doc">): { startUs: number; endUs: number } | null {
  const all = chosen(doc).map(({ segment }) => segment);
  if (all.length === 0) return null;
  return {
    startUs: Math.min(...all.map(({ startUs }) => startUs)),
    endUs: Math.max(...all.map(({ endUs }) => endUs)),
  };
}
