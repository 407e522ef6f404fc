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

function clipOf(captureId: string, captureName: string, event: ScoredEvent, place: number): Clip {
  const spans = [event.truth, event.found].filter((each) => each !== null);
  return {
    id: `${captureId}/${place}`,
    captureId,
    captureName,
    event,
    startUs: Math.min(...spans.map(({ startUs }) => startUs)),
    endUs: Math.max(...spans.map(({ endUs }) => endUs)),
  };
}

const WRONG: ReadonlySet<ScoredEvent["outcome"]> = new Set(["substitution", "reject", "miss", "falseAlarm"]);

/** The clips that a cell of the total matrix counts; without one, all that went wrong. Worst capture first, then by time. */
export function clipsOf({ captures, total }: Validation, cell: Cell | null): Clip[] {
  const { labels } = total.matrix;
  const placeOf = (one: { readonly label: string } | null) =>
    one === null ? labels.length : labels.indexOf(one.label);
  const fits = ({ scored, outcome, truth, found }: ScoredEvent) =>
    scored && (cell === null ? WRONG.has(outcome) : placeOf(truth) === cell.row && placeOf(found) === cell.column);
  return captures.flatMap(({ captureId, name, events }) =>
    events.flatMap((event, place) => (fits(event) ? [clipOf(captureId, name, event, place)] : [])),
  );
}
