import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import { MIGRATIONS, migrate, projectVersion, refuseNewer } from "./migrations/migrate.ts";
import { backupFile, PROJECT_FILE } from "./projectFiles.ts";
import { asProblem, connect, type Db, sqliteCode } from "./sqlite.ts";

/** Statements wait this long for another connection's lock. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a project's database for writing, made or migrated where needed. The caller holds the project's lock.
 * @throws ProblemError project.notAProject, project.newer, project.damaged, disk.full, disk.failed
 */
export function openForWriting(folder: string): Db {
  return opened(folder, false, (db, version) => {
    // An empty file is what is left when making a project was cut short.
    if (version !== "empty") refuseNewer(version);
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    migrate(db, (from) => join(folder, backupFile(from)));
  });
}

/** A database open for reading; `close` also removes what was made to read it. */
export interface ReadingDb {
  readonly db: Db;
  close(): void;
}

/**
 * Opens a project's database for reading. A project that was cut off while it was being written (its WAL is not folded
 * in) cannot be read where nothing can be written beside it: there a temporary copy is read instead.
 * @throws ProblemError project.notAProject, project.newer, project.older, project.damaged, disk.full, disk.failed
 */
export function openForReading(folder: string): ReadingDb {
  try {
    const db = readingDb(folder);
    return { db, close: () => db.close() };
  } catch (error) {
    if (sqliteCode((error as Error).cause) !== "SQLITE_CANTOPEN") throw error;
    const copy = mkdtempSync(join(tmpdir(), "ringside-reading-"));
    const remove = () => rmSync(copy, { recursive: true, force: true });
    try {
      for (const file of [PROJECT_FILE, `${PROJECT_FILE}-wal`])
        if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(copy, file));
      const db = readingDb(copy);
      return {
        db,
        close: () => {
          db.close();
          remove();
        },
      };
    } catch {
      remove();
      throw error;
    }
  }
}

function readingDb(folder: string): Db {
  return opened(folder, true, (_db, version) => {
    if (version === "empty") throw new ProblemError("project.notAProject", { folder });
    refuseNewer(version);
    if (version < MIGRATIONS.length) throw new ProblemError("project.older", { found: version });
  });
}

function opened(folder: string, readOnly: boolean, prepare: (db: Db, version: number | "empty") => void): Db {
  let db: Db | null = null;
  try {
    db = connect(join(folder, PROJECT_FILE), { readOnly, timeoutMs: BUSY_TIMEOUT_MS });
    db.pragma("foreign_keys = ON");
    // A project may come from anywhere: what its schema says must not call functions with effects.
    db.pragma("trusted_schema = OFF");
    const version = projectVersion(db);
    if (version === "foreign") throw new ProblemError("project.notAProject", { folder });
    prepare(db, version);
    return db;
  } catch (error) {
    db?.close();
    throw asProblem(error);
  }
}

/**
 * Closes the writing connection. With nobody else reading, the project is left as one plain file that also opens from a
 * medium that cannot be written (a WAL database does not).
 */
export function closeWriting(db: Db): void {
  try {
    db.pragma("busy_timeout = 0");
    db.pragma("journal_mode = DELETE");
  } catch {
    // Another studio is reading, or the disk is full: the next close does it.
  }
  db.close();
}
