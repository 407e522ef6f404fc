import type { ScoredEvent, Validation } from "#domain/validation/results.ts";
import type { Cell } from "../../app/stores/accuracy.ts";

/** One event of a result, to be looked at in its capture. */
export interface Clip {
  readonly id: string;
  readonly captureId: string;
  readonly captureName: string;
  readonly event: ScoredEvent;
  readonly startUs: number;
  readonly endUs: number;
}

/** Which of the events of a result are listed: those of a cell, those picked on the map, or what went wrong. */
export interface Listed {
  readonly cell: Cell | null;
  readonly picked: ReadonlySet<string> | null;
}

export function clipId(captureId: string, place: number): string {
  return `${captureId}/${place}`;
}

function clipOf(captureId: string, captureName: string, event: ScoredEvent, place: number): Clip {
  const spans = [event.truth, event.found].filter((each) => each !== null);
  return {
    id: clipId(captureId, place),
    captureId,
    captureName,
    event,
    startUs: Math.min(...spans.map(({ startUs }) => startUs)),
    endUs: Math.max(...spans.map(({ endUs }) => endUs)),
  };
}

const WRONG: ReadonlySet<ScoredEvent["outcome"]> = new Set(["substitution", "reject", "miss", "falseAlarm"]);

/**
 * The clips that a cell of the total matrix counts, or that were picked; without either, all that went wrong. Worst
 * capture first, then by time.
 */
export function clipsOf({ captures, total }: Validation, { cell, picked }: Listed): Clip[] {
  const { labels } = total.matrix;
  const placeOf = (one: { readonly label: string } | null) =>
    one === null ? labels.length : labels.indexOf(one.label);
  const fits = ({ id, event: { outcome, truth, found } }: Clip) => {
    if (picked !== null) return picked.has(id);
    return cell === null ? WRONG.has(outcome) : placeOf(truth) === cell.row && placeOf(found) === cell.column;
  };
  return allClips({ captures }).filter((clip) => clip.event.scored && fits(clip));
}

/** Every event of a result. */
export function allClips({ captures }: Pick<Validation, "captures">): Clip[] {
  return captures.flatMap(({ captureId, name, events }) =>
    events.map((event, place) => clipOf(captureId, name, event, place)),
  );
}
