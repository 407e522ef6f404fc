import { rmSync } from "node:fs";
import { ProblemError } from "#domain/problems.ts";
import type { Db } from "../sqlite.ts";
import { captures001 } from "./001_captures.ts";
import { labels002 } from "./002_labels.ts";
import { video003 } from "./003_video.ts";
import { models004 } from "./004_models.ts";
import { validations005 } from "./005_validations.ts";
import { networks006 } from "./006_networks.ts";

/** Marks a file as ours: "RSD1" in ASCII. */
export const APPLICATION_ID = 0x52534431;

/** Migration n brings a project from version n to version n + 1. Never change one that was released: add the next. */
export const MIGRATIONS: readonly string[] = [captures001, labels002, video003, models004, validations005, networks006];

/** What a file is. `empty` is a database that nothing was written to yet. */
export function projectVersion(db: Db): number | "empty" | "foreign" {
  const id = db.pragma("application_id", { simple: true });
  if (id === APPLICATION_ID) return db.pragma("user_version", { simple: true }) as number;
  const objects = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM sqlite_schema").get()!.n;
  return id === 0 && objects === 0 ? "empty" : "foreign";
}

/** @throws ProblemError project.newer */
export function refuseNewer(version: number, known = MIGRATIONS.length): void {
  if (version > known) throw new ProblemError("project.newer", { found: version, known });
}

/**
 * Brings a project up to date, one transaction a step, so that a crash leaves a whole version behind. Before an existing
 * project is changed, a copy is written to `backupFile(version)`.
 * @throws ProblemError project.newer
 */
export function migrate(db: Db, backupFile: (version: number) => string, migrations = MIGRATIONS): void {
  const found = projectVersion(db);
  if (found === "foreign") throw new Error("not a project");
  const from = found === "empty" ? 0 : found;
  refuseNewer(from, migrations.length);
  if (from > 0 && from < migrations.length) {
    // One from an attempt that failed may lie there; the project itself is as good as it was then.
    rmSync(backupFile(from), { force: true });
    db.prepare("VACUUM INTO ?").run(backupFile(from));
  }
  for (let version = from; version < migrations.length; version++) {
    db.transaction(() => {
      db.exec(migrations[version]!);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}
