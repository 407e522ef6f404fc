import type { EditName, HistoryState } from "#contract/captures.ts";
import { type Db, damaged } from "./sqlite.ts";
import { uniqueName } from "./uniqueName.ts";

/**
 * The tables whose edits can be undone, with the columns that edits change, and how to find the capture that a changed
 * row belongs to. A new edited table is one more entry.
 */
const EDITED: Readonly<Record<string, { columns: readonly string[]; captureOf: string }>> = {
  capture: {
    columns: ["name", "state", "label", "metadata", "deleted_at_ms"],
    captureOf: "SELECT uuid FROM capture WHERE id = :row",
  },
  track: {
    columns: ["capture_id", "kind", "name", "origin"],
    captureOf: "SELECT uuid FROM capture WHERE id = json_extract(:image, '$.capture_id')",
  },
  segment: {
    columns: ["track_id", "label", "hand", "start_us", "peak_us", "end_us"],
    captureOf: `SELECT uuid FROM capture JOIN track ON capture.id = track.capture_id
      WHERE track.id = json_extract(:image, '$.track_id')`,
  },
  video: {
    columns: ["name", "sync", "removed"],
    captureOf: "SELECT capture.uuid FROM capture JOIN video ON capture.id = video.capture_id WHERE video.id = :row",
  },
};

interface StepRow {
  id: number;
  code: string;
  detail: string;
}

interface ChangeRow {
  table_name: string;
  row_id: number;
  before: string | null;
  after: string | null;
}

/** What undo or redo did. */
export interface Step {
  readonly name: EditName;
  readonly captureIds: readonly string[];
  /** True where it changed videos. */
  readonly videos: boolean;
}

/**
 * Every edit is one named transaction. Triggers of this connection note each row before and after, as data and not as
 * SQL (a project from elsewhere must not be able to run statements), so undo and redo survive a restart.
 */
export class History {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    db.exec("CREATE TEMP TABLE editing (step_id INTEGER)");
    for (const [table, { columns }] of Object.entries(EDITED)) db.exec(triggers(table, columns));
  }

  /** Runs an edit. One that changes nothing leaves no step and keeps what could be redone. */
  edit<T>(name: EditName, change: () => T): T {
    return this.#db
      .transaction(() => {
        const step = this.#db
          .prepare("INSERT INTO history_step (code, detail) VALUES (?, ?)")
          .run(name.code, JSON.stringify(name.detail)).lastInsertRowid;
        this.#db.prepare("INSERT INTO editing VALUES (?)").run(step);
        const result = change();
        this.#db.exec("DELETE FROM editing");
        const changed = this.#db.prepare("SELECT 1 FROM history_change WHERE step_id = ? LIMIT 1").get(step);
        const spent = changed ? "undone = 1" : "id = ?";
        this.#db.prepare(`DELETE FROM history_step WHERE ${spent}`).run(...(changed ? [] : [step]));
        return result;
      })
      .immediate();
  }

  undo(): Step | null {
    return this.#walk(undoStep(this.#db), "before");
  }

  redo(): Step | null {
    return this.#walk(redoStep(this.#db), "after");
  }

  #walk(step: StepRow | undefined, side: "before" | "after"): Step | null {
    if (!step) return null;
    return this.#db
      .transaction(() => {
        this.#db.pragma("defer_foreign_keys = ON");
        const changes = this.#db
          .prepare<[number], ChangeRow>(
            `SELECT table_name, row_id, before, after FROM history_change WHERE step_id = ?
             ORDER BY id ${side === "before" ? "DESC" : "ASC"}`,
          )
          .all(step.id);
        const captureIds = new Set<string>();
        for (const change of changes) {
          this.#apply(change, side);
          const owner = this.#captureOf(change);
          if (owner) captureIds.add(owner);
        }
        this.#db.prepare("UPDATE history_step SET undone = ? WHERE id = ?").run(side === "before" ? 1 : 0, step.id);
        return {
          name: nameOf(step),
          captureIds: [...captureIds],
          videos: changes.some((change) => change.table_name === "video"),
        };
      })
      .immediate();
  }

  /** Gives a row the columns that the step changed; those that it did not touch keep what came since. */
  #apply({ table_name: table, row_id: row, ...images }: ChangeRow, side: "before" | "after"): void {
    const edited = EDITED[table];
    if (!edited) throw damaged(`history of ${table}`);
    const to = parsed(images[side]);
    const from = parsed(images[side === "before" ? "after" : "before"]);
    if (!to) {
      this.#db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(row);
      return;
    }
    const changed = edited.columns.filter((column) => to[column] !== from?.[column]);
    // Another capture may have taken the name since.
    if (table === "capture" && to.name !== from?.name) to.name = uniqueName(this.#db, String(to.name), row);
    const values = changed.map((column) => to[column] ?? null);
    if (from) {
      const set = changed.map((column) => `${column} = ?`).join(", ");
      this.#db.prepare(`UPDATE ${table} SET ${set} WHERE id = ?`).run(...values, row);
    } else {
      const marks = changed.map(() => "?").join(", ");
      this.#db.prepare(`INSERT INTO ${table} (${changed.join(", ")}, id) VALUES (${marks}, ?)`).run(...values, row);
    }
  }

  #captureOf({ table_name, row_id, before, after }: ChangeRow): string | undefined {
    const sql = EDITED[table_name]!.captureOf;
    const named = sql.includes(":row") ? { row: row_id } : { image: before ?? after };
    return this.#db.prepare<[typeof named], { uuid: string }>(sql).get(named)?.uuid;
  }
}

/** The edits that undo and redo would act on now. */
export function readHistory(db: Db): HistoryState {
  const undo = undoStep(db);
  const redo = redoStep(db);
  return { undo: undo ? nameOf(undo) : null, redo: redo ? nameOf(redo) : null };
}

function undoStep(db: Db): StepRow | undefined {
  return db
    .prepare<[], StepRow>("SELECT id, code, detail FROM history_step WHERE undone = 0 ORDER BY id DESC LIMIT 1")
    .get();
}

function redoStep(db: Db): StepRow | undefined {
  return db
    .prepare<[], StepRow>("SELECT id, code, detail FROM history_step WHERE undone = 1 ORDER BY id LIMIT 1")
    .get();
}

function parsed(image: string | null): Record<string, string | number | null> | null {
  return image === null ? null : (JSON.parse(image) as Record<string, string | number | null>);
}

function nameOf(step: StepRow): EditName {
  return { code: step.code, detail: JSON.parse(step.detail) as EditName["detail"] };
}

function triggers(table: string, columns: readonly string[]): string {
  const image = (row: "old" | "new") =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(", ")})`;
  const note = (row: "old" | "new", before: string, after: string) =>
    `INSERT INTO history_change (step_id, table_name, row_id, before, after)
     SELECT step_id, '${table}', ${row}.id, ${before}, ${after} FROM editing;`;
  const differs = columns.map((column) => `old.${column} IS NOT new.${column}`).join(" OR ");
  return `
    CREATE TEMP TRIGGER ${table}_inserted AFTER INSERT ON main.${table}
      BEGIN ${note("new", "NULL", image("new"))} END;
    CREATE TEMP TRIGGER ${table}_updated AFTER UPDATE OF ${columns.join(", ")} ON main.${table} WHEN ${differs}
      BEGIN ${note("new", image("old"), image("new"))} END;
    CREATE TEMP TRIGGER ${table}_deleted AFTER DELETE ON main.${table}
      BEGIN ${note("old", image("old"), "NULL")} END;`;
}
