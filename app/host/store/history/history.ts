import type { EditName } from "#contract/captures.ts";
import { type Db, damaged, isConstraint } from "../sqlite.ts";
import { uniqueName } from "../uniqueName.ts";
import { blocked, blockerOf, crowdingStep, lastStepOf } from "./blockers.ts";
import { EDITED, notingTriggers, PROJECT_WIDE } from "./editedTables.ts";
import { type ChangeRow, changesOf, imageOf, nameOf, redoStep, type StepRow, touchedBy, undoStep } from "./steps.ts";

export type Direction = "undo" | "redo";

/** What an edit, undo or redo did. */
export interface Step {
  readonly name: EditName;
  readonly changes: readonly ChangeRow[];
}

/**
 * Every edit is one named transaction. Triggers of this connection note each row before and after, so undo and redo
 * survive a restart.
 *
 * Each capture has a history of its own; a step that touched several captures stands in all of theirs. It is undone from
 * any of them, as long as no later step elsewhere stands on it: one that changed the same rows, put segments into a track
 * that it made, or labelled a time that it cleared.
 */
export class History {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    db.exec("CREATE TEMP TABLE editing (step_id INTEGER)");
    db.exec(notingTriggers());
  }

  /**
   * Runs an edit. One that changes nothing leaves no step (null) and keeps what could be redone. `detailOf` gives the
   * name its facts where only the result tells them.
   */
  edit<T>(
    { code, detail: given }: EditName,
    change: () => T,
    detailOf: (result: T) => EditName["detail"] = () => given,
  ): { readonly result: T; readonly step: Step | null } {
    return this.#db
      .transaction(() => {
        const id = Number(
          this.#db.prepare("INSERT INTO history_step (code, detail) VALUES (?, ?)").run(code, JSON.stringify(given))
            .lastInsertRowid,
        );
        this.#db.prepare("INSERT INTO editing VALUES (?)").run(id);
        const result = change();
        this.#db.exec("DELETE FROM editing");
        const changes = changesOf(this.#db, id);
        if (changes.length === 0) {
          this.#db.prepare("DELETE FROM history_step WHERE id = ?").run(id);
          return { result, step: null };
        }
        const name = { code, detail: detailOf(result) };
        this.#db.prepare("UPDATE history_step SET detail = ? WHERE id = ?").run(JSON.stringify(name.detail), id);
        this.#forgetUndone(id);
        return { result, step: { name, changes } };
      })
      .immediate();
  }

  /** @throws ProblemError history.blocked, capture.notFound */
  undo(captureId: string | null): Step | null {
    return this.#walk(undoStep(this.#db, captureId), "undo");
  }

  /** @throws ProblemError history.blocked, capture.notFound */
  redo(captureId: string | null): Step | null {
    return this.#walk(redoStep(this.#db, captureId), "redo");
  }

  #walk(step: StepRow | undefined, direction: Direction): Step | null {
    if (!step) return null;
    const changes = changesOf(this.#db, step.id);
    const walk = this.#db.transaction(() => {
      const blocker = blockerOf(this.#db, step.id, direction);
      if (blocker) throw blocked(this.#db, blocker);
      this.#db.pragma("defer_foreign_keys = ON");
      for (const change of direction === "undo" ? changes.toReversed() : changes) {
        this.#apply(change, direction);
      }
      if (direction === "undo") {
        const crowding = crowdingStep(this.#db, step.id, changes);
        if (crowding) throw blocked(this.#db, crowding);
      }
      this.#mark(step.id, direction);
      return { name: nameOf(step), changes };
    });
    try {
      return walk.immediate();
    } catch (error) {
      // A track of the same name was made since, or the track is gone.
      if (isConstraint(error)) throw blocked(this.#db, undefined);
      throw error;
    }
  }

  #mark(stepId: number, direction: Direction): void {
    const undone = direction === "undo";
    const order = undone ? "(SELECT max(undone_order) + 1 FROM history_step)" : "0";
    this.#db
      .prepare(`UPDATE history_step SET undone = ?, undone_order = ${order} WHERE id = ?`)
      .run(undone ? 1 : 0, stepId);
  }

  /** Gives a row the columns that the step changed; those that it did not touch keep what came since. */
  #apply({ table_name: table, row_id: row, ...images }: ChangeRow, direction: Direction): void {
    const edited = EDITED[table];
    if (!edited) throw damaged(`history of ${table}`);
    const to = imageOf(direction === "undo" ? images.before : images.after);
    const from = imageOf(direction === "undo" ? images.after : images.before);
    if (!to) {
      if (table === "track") this.#refuseWhereInUse(row);
      this.#db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(row);
      return;
    }
    const changed = edited.columns.filter((column) => to[column] !== from?.[column]);
    const values = changed.map((column) => {
      // Another capture or model may have taken the name since.
      if ((table === "capture" || table === "model") && column === "name")
        return uniqueName(this.#db, String(to.name), row, table);
      return to[column] ?? null;
    });
    if (from) {
      const set = changed.map((column) => `${column} = ?`).join(", ");
      this.#db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`).run(...values, row);
    } else {
      const marks = changed.map(() => "?").join(", ");
      this.#db.prepare(`INSERT INTO ${table} (${changed.join(", ")}, id) VALUES (${marks}, ?)`).run(...values, row);
    }
  }

  /** The step's own segments are gone from the track by now: what is left came later. */
  #refuseWhereInUse(track: number): void {
    const left = this.#db.prepare<[number], { id: number }>("SELECT id FROM segment WHERE track_id = ? LIMIT 1");
    const segment = left.get(track);
    if (segment) throw blocked(this.#db, lastStepOf(this.#db, "segment", segment.id));
  }

  /**
   * A new edit ends what could be redone in the captures that it touched, and in those that this touched in turn: what is
   * still undone there may stand on what is forgotten.
   */
  #forgetUndone(stepId: number): void {
    const undone = this.#db
      .prepare<[], { id: number }>("SELECT id FROM history_step WHERE undone = 1")
      .all()
      .map(({ id }) => ({ id, captures: touchedBy(this.#db, id) }));
    if (undone.length === 0) return;
    const forget = this.#db.prepare("DELETE FROM history_step WHERE id = ?");
    const captures = new Set(touchedBy(this.#db, stepId));
    const wide = this.#projectWideIn(stepId);
    let left = undone;
    for (let before = -1; before !== left.length; ) {
      before = left.length;
      left = left.filter((step) => {
        if (
          !step.captures.some((id) => captures.has(id)) &&
          !this.#projectWideIn(step.id).some((table) => wide.includes(table))
        )
          return true;
        for (const id of step.captures) captures.add(id);
        forget.run(step.id);
        return false;
      });
    }
  }

  /** The tables of the whole project that a step changed. */
  #projectWideIn(stepId: number): string[] {
    return this.#db
      .prepare<[number], { table: string }>(
        'SELECT DISTINCT table_name AS "table" FROM history_change WHERE step_id = ? AND capture_id IS NULL',
      )
      .all(stepId)
      .map(({ table }) => table)
      .filter((table) => PROJECT_WIDE.includes(table));
  }
}
