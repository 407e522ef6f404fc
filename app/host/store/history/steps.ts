import type { EditName, HistoryState } from "#contract/captures.ts";
import { captureRowId } from "../captureRows.ts";
import type { Db } from "../sqlite.ts";

/** A step as its table holds it. */
export interface StepRow {
  readonly id: number;
  readonly code: string;
  readonly detail: string;
}

export type Image = Readonly<Record<string, string | number | null>>;

/** One changed row of a step, as its table holds it. */
export interface ChangeRow {
  readonly table_name: string;
  readonly row_id: number;
  readonly capture_id: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The edits that undo and redo would act on now: of one capture, those that touched it; with null, of the project.
 * @throws ProblemError capture.notFound
 */
export function readHistory(db: Db, captureId: string | null): HistoryState {
  const undo = undoStep(db, captureId);
  const redo = redoStep(db, captureId);
  return { undo: undo ? nameOf(undo) : null, redo: redo ? nameOf(redo) : null };
}

/** The newest step that is not undone. */
export function undoStep(db: Db, captureId: string | null): StepRow | undefined {
  return stepOf(db, captureId, "undone = 0", "id DESC");
}

/** The step that was undone last. */
export function redoStep(db: Db, captureId: string | null): StepRow | undefined {
  return stepOf(db, captureId, "undone = 1", "undone_order DESC");
}

function stepOf(db: Db, captureId: string | null, where: string, order: string): StepRow | undefined {
  const touched =
    captureId === null ? "" : "AND EXISTS (SELECT 1 FROM history_change WHERE capture_id = ? AND step_id = step.id)";
  const bound = captureId === null ? [] : [captureRowId(db, captureId)];
  return db
    .prepare<number[], StepRow>(
      `SELECT id, code, detail FROM history_step step WHERE ${where} ${touched} ORDER BY ${order} LIMIT 1`,
    )
    .get(...bound);
}

/** Rows of captures that a step touched. */
export function touchedBy(db: Db, stepId: number): number[] {
  return db
    .prepare<[number], { capture_id: number }>(
      "SELECT DISTINCT capture_id FROM history_change WHERE step_id = ? AND capture_id IS NOT NULL",
    )
    .all(stepId)
    .map(({ capture_id }) => capture_id);
}

/** The changes of a step in the order in which they happened. */
export function changesOf(db: Db, stepId: number): ChangeRow[] {
  return db
    .prepare<[number], ChangeRow>(
      "SELECT table_name, row_id, capture_id, before, after FROM history_change WHERE step_id = ? ORDER BY id",
    )
    .all(stepId);
}

export function imageOf(json: string | null): Image | null {
  return json === null ? null : (JSON.parse(json) as Image);
}

export function nameOf(step: StepRow): EditName {
  return { code: step.code, detail: JSON.parse(step.detail) as EditName["detail"] };
}
