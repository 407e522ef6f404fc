/** A table whose edits can be undone. */
interface EditedTable {
  /** The columns that edits change. A column of type REAL must hold no more than 15 digits: images are JSON. */
  readonly columns: readonly string[];
  /** SQL for the capture's row that a row (`old` or `new` of a trigger) belongs to; NULL where it belongs to none. */
  captureOf(row: "old" | "new"): string;
}

/** A new edited table is one more entry. */
export const EDITED: Readonly<Record<string, EditedTable>> = {
  capture: {
    columns: ["name", "state", "label", "metadata", "deleted_at_ms", "reviewed_at_ms"],
    captureOf: (row) => `${row}.id`,
  },
  track: {
    columns: ["capture_id", "kind", "name", "origin"],
    captureOf: (row) => `${row}.capture_id`,
  },
  segment: {
    columns: ["uuid", "track_id", "label", "hand", "quality", "start_us", "peak_us", "end_us", "confidence", "origin"],
    captureOf: (row) => `(SELECT capture_id FROM track WHERE id = ${row}.track_id)`,
  },
  video: {
    columns: ["name", "sync", "removed"],
    captureOf: (row) => `${row}.capture_id`,
  },
  label_scheme: { columns: ["json"], captureOf: () => "NULL" },
  model: { columns: ["name", "removed"], captureOf: () => "NULL" },
  validation: { columns: ["removed"], captureOf: () => "NULL" },
};

/** Tables whose rows belong to no capture: edits of one of them follow each other wherever they are made. */
export const PROJECT_WIDE: readonly string[] = Object.keys(EDITED).filter(
  (table) => EDITED[table]!.captureOf("new") === "NULL",
);

/**
 * Temporary triggers that note each row before and after, while the table `editing` names a step. As data and not as
 * SQL: a project from elsewhere must not be able to run statements.
 */
export function notingTriggers(): string {
  return Object.entries(EDITED)
    .map(([table, edited]) => triggersOf(table, edited))
    .join("");
}

function triggersOf(table: string, { columns, captureOf }: EditedTable): string {
  const image = (row: "old" | "new") =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(", ")})`;
  const note = (row: "old" | "new", before: string, after: string) =>
    `INSERT INTO history_change (step_id, table_name, row_id, capture_id, before, after)
     SELECT step_id, '${table}', ${row}.id, ${captureOf(row)}, ${before}, ${after} FROM editing;`;
  const differs = columns.map((column) => `old.${column} IS NOT new.${column}`).join(" OR ");
  return `
    CREATE TEMP TRIGGER ${table}_inserted AFTER INSERT ON main.${table}
      BEGIN ${note("new", "NULL", image("new"))} END;
    CREATE TEMP TRIGGER ${table}_updated AFTER UPDATE OF ${columns.join(", ")} ON main.${table} WHEN ${differs}
      BEGIN ${note("new", image("old"), image("new"))} END;
    CREATE TEMP TRIGGER ${table}_deleted AFTER DELETE ON main.${table}
      BEGIN ${note("old", image("old"), "NULL")} END;`;
}
