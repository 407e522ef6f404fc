import { captureRowId } from "./captureRows.ts";
import type { History, Step } from "./history/history.ts";
import type { Db } from "./sqlite.ts";
import { uniqueName } from "./uniqueName.ts";

/** The edits of captures, each one step of the history. @throws ProblemError capture.notFound, all of them. */
export class CaptureEdits {
  readonly #db: Db;
  readonly #history: History;

  constructor(db: Db, history: History) {
    this.#db = db;
    this.#history = history;
  }

  /** The new name is made unique. */
  rename(captureId: string, name: string): void {
    const row = captureRowId(this.#db, captureId);
    const from = this.#name(row);
    const to = uniqueName(this.#db, name, row);
    this.#history.edit({ code: "rename", detail: { from, to } }, () =>
      this.#db.prepare("UPDATE capture SET name = ? WHERE id = ?").run(to, row),
    );
  }

  setLabel(captureIds: readonly string[], label: string | null): void {
    const update = this.#db.prepare("UPDATE capture SET label = ? WHERE id = ?");
    this.#each("label", captureIds, (row) => update.run(label, row));
  }

  /** Merges the given fields; an empty value removes its field. A label is set with them unless it is undefined. */
  setMetadata(captureIds: readonly string[], fields: Readonly<Record<string, string>>, label?: string | null): void {
    const read = this.#db.prepare<[number], { metadata: string }>("SELECT metadata FROM capture WHERE id = ?");
    const update = this.#db.prepare("UPDATE capture SET metadata = ? WHERE id = ?");
    const updateLabel = this.#db.prepare("UPDATE capture SET label = ? WHERE id = ?");
    this.#each("metadata", captureIds, (row) => {
      const merged = { ...(JSON.parse(read.get(row)!.metadata) as Record<string, string>), ...fields };
      const kept = Object.entries(merged).filter(([, value]) => value !== "");
      update.run(JSON.stringify(Object.fromEntries(kept)), row);
      if (label !== undefined) updateLabel.run(label, row);
    });
  }

  /** Into the bin, or out of it. Nothing leaves the bin by itself. */
  setDeleted(captureIds: readonly string[], deletedAtMs: number | null): void {
    const update = this.#db.prepare(
      "UPDATE capture SET deleted_at_ms = :at WHERE id = :row AND (deleted_at_ms IS NULL) = (:at IS NOT NULL)",
    );
    this.#each(deletedAtMs === null ? "restore" : "delete", captureIds, (row) => update.run({ at: deletedAtMs, row }));
  }

  /** A person has looked at all of it, or takes that back. The time of the first look stays. */
  setReviewed(captureIds: readonly string[], reviewedAtMs: number | null): Step | null {
    const update = this.#db.prepare(
      "UPDATE capture SET reviewed_at_ms = :at WHERE id = :row AND (reviewed_at_ms IS NULL) = (:at IS NOT NULL)",
    );
    const code = reviewedAtMs === null ? "notReviewed" : "reviewed";
    return this.#each(code, captureIds, (row) => update.run({ at: reviewedAtMs, row }));
  }

  /** Ends the question about an interrupted capture; `deletedAtMs` puts it in the bin. */
  settle(captureId: string, deletedAtMs: number | null): void {
    const update = this.#db.prepare(
      "UPDATE capture SET state = 'finished', deleted_at_ms = ? WHERE id = ? AND state = 'interrupted'",
    );
    this.#each(deletedAtMs === null ? "keepInterrupted" : "delete", [captureId], (row) => update.run(deletedAtMs, row));
  }

  #each(code: string, captureIds: readonly string[], change: (row: number) => void): Step | null {
    const rows = captureIds.map((id) => captureRowId(this.#db, id));
    const name = rows.length === 1 ? this.#name(rows[0]!) : "";
    return this.#history.edit({ code, detail: { count: rows.length, name } }, () => rows.forEach(change)).step;
  }

  #name(row: number): string {
    return this.#db.prepare<[number], { name: string }>("SELECT name FROM capture WHERE id = ?").get(row)!.name;
  }
}
