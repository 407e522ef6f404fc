import type { Segment } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { meetingIn } from "../labels/meeting.ts";
import type { Db } from "../sqlite.ts";
import type { ChangeRow, StepRow } from "./steps.ts";

const SAME_ROWS = `SELECT step.id, code, detail FROM history_change mine
  JOIN history_change theirs ON theirs.table_name = mine.table_name AND theirs.row_id = mine.row_id
  JOIN history_step step ON step.id = theirs.step_id WHERE mine.step_id = ? AND`;

/**
 * The step that must go first, because it changed the same rows: for undo a later one that stands, for redo an earlier
 * one that is undone.
 */
export function blockerOf(db: Db, stepId: number, direction: "undo" | "redo"): StepRow | undefined {
  const which =
    direction === "undo"
      ? "theirs.step_id > mine.step_id AND undone = 0 ORDER BY step.id DESC"
      : "theirs.step_id < mine.step_id AND undone = 1 ORDER BY step.id";
  return db.prepare<[number], StepRow>(`${SAME_ROWS} ${which} LIMIT 1`).get(stepId);
}

/** Once a step is undone: the later step that made or moved a truth segment to where one came back. */
export function crowdingStep(db: Db, stepId: number, changes: readonly ChangeRow[]): StepRow | undefined {
  const later = db
    .prepare(
      `SELECT 1 FROM history_step step WHERE undone = 0 AND id > ? AND EXISTS
         (SELECT 1 FROM history_change mine JOIN history_change theirs USING (capture_id)
          WHERE mine.step_id = ? AND theirs.step_id = step.id)`,
    )
    .get(stepId, stepId);
  if (!later) return undefined;
  const own = new Set(changes.filter(({ table_name }) => table_name === "segment").map(({ row_id }) => row_id));
  const read = db.prepare<[number], { track: number } & Pick<Segment, "hand" | "startUs" | "endUs">>(
    `SELECT track_id AS track, hand, start_us AS startUs, end_us AS endUs
     FROM segment JOIN track ON track.id = track_id WHERE segment.id = ? AND kind = 'truth'`,
  );
  const meeting = meetingIn(db);
  for (const row of own) {
    const back = read.get(row);
    if (!back) continue;
    for (const other of meeting(back.track, back)) {
      const step = own.has(other.row) ? undefined : lastStepOf(db, "segment", other.row);
      if (step && step.id > stepId) return step;
    }
  }
  return undefined;
}

/** The newest step that stands and changed a row. */
export function lastStepOf(db: Db, table: string, row: number): StepRow | undefined {
  return db
    .prepare<[string, number], StepRow>(
      `SELECT step.id, code, detail FROM history_change JOIN history_step step ON step.id = step_id
       WHERE table_name = ? AND row_id = ? AND undone = 0 ORDER BY step.id DESC LIMIT 1`,
    )
    .get(table, row);
}

/** history.blocked {edit, capture}: the code of the step in the way and the name of a capture that it touched. */
export function blocked(db: Db, by: StepRow | undefined): ProblemError {
  const capture =
    by &&
    db
      .prepare<[number], { name: string }>(
        `SELECT name FROM capture JOIN history_change ON capture_id = capture.id
         WHERE step_id = ? ORDER BY history_change.id DESC LIMIT 1`,
      )
      .get(by.id);
  return new ProblemError("history.blocked", { edit: by?.code ?? "", capture: capture?.name ?? "" });
}
