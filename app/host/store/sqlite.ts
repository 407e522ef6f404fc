import Database from "better-sqlite3";
import { ProblemError } from "#domain/problems.ts";
import { PROJECT_FILE } from "./projectFiles.ts";

export type Db = Database.Database;
export type Statement<Bound extends unknown[]> = Database.Statement<Bound>;

/** What SQLite called a failure ("SQLITE_FULL"), or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

/** True where another connection holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith("SQLITE_BUSY") ?? false;
}

/** True where a statement or a commit would have broken a rule of the tables. */
export function isConstraint(error: unknown): boolean {
  return sqliteCode(error)?.startsWith("SQLITE_CONSTRAINT") ?? false;
}

/** The disk's own failures, as the user's problem; null for anything else. */
export function diskProblem(error: unknown): ProblemError | null {
  const code = sqliteCode(error);
  if (code === null) return null;
  const message = (error as Error).message;
  if (code === "SQLITE_FULL") return new ProblemError("disk.full", { message }, { cause: error });
  // SQLite cannot make its journal or open its file: a medium that went away or turned read-only.
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code))
    return new ProblemError("disk.failed", { message }, { cause: error });
  return null;
}

/** A blob or a number in the project that cannot be what Ringside wrote. */
export function damaged(message: string, cause?: unknown): ProblemError {
  return new ProblemError("project.damaged", { file: PROJECT_FILE, message }, { cause });
}

/** A failure of the files as a ProblemError (disk.full, disk.failed, project.damaged); other errors pass unchanged. */
export function asProblem(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code !== null && /^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged((error as Error).message, error);
  return diskProblem(error) ?? error;
}

/** Opens a database file; `timeoutMs` is how long a statement waits for another connection's lock. */
export function connect(file: string, options: { readOnly: boolean; timeoutMs: number }): Db {
  return new Database(file, {
    readonly: options.readOnly,
    fileMustExist: options.readOnly,
    timeout: options.timeoutMs,
  });
}
