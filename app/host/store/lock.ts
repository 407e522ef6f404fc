import { hostname } from "node:os";
import { join } from "node:path";
import { LOCK_FILE } from "./projectFiles.ts";
import { connect, type Db, isBusy } from "./sqlite.ts";

/** Who has a project open for writing. */
export interface Holder {
  readonly process: number;
  readonly host: string;
}

/** The right to write a project; it ends with `release` or with the process, however that dies. */
export interface ProjectLock {
  release(): void;
}

/** Long enough for another studio to read or write its one row. */
const WAIT_MS = 250;
const ATTEMPTS = 8;

/**
 * Takes the lock of a project folder, or says who holds it.
 *
 * The lock is an open write transaction on a small database of its own, `studio.lock`. The operating system drops it when
 * its process dies, so there is no stale lock. Who holds it is committed before, so that others can read it.
 * (Never open studio.lock by other means in this process: closing any descriptor of it would drop the lock.)
 */
export function takeLock(folder: string): ProjectLock | Holder {
  const db = connect(join(folder, LOCK_FILE), { readOnly: false, timeoutMs: WAIT_MS });
  const nonce = crypto.randomUUID();
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (!tryBegin(db)) return leave(db);
      db.exec(
        "CREATE TABLE IF NOT EXISTS holder (nonce TEXT, process INTEGER, host TEXT, started_at_ms INTEGER) STRICT",
      );
      db.exec("DELETE FROM holder");
      db.prepare("INSERT INTO holder VALUES (?, ?, ?, ?)").run(nonce, process.pid, hostname(), Date.now());
      if (!tryCommit(db)) continue;
      if (!tryBegin(db)) return leave(db);
      // Another studio may have come between the commit and here: then the row is its own, and it may go first.
      const row = db.prepare<[], { nonce: string }>("SELECT nonce FROM holder").get();
      if (row?.nonce === nonce) return { release: () => db.close() };
      db.exec("ROLLBACK");
    }
    return leave(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function tryBegin(db: Db): boolean {
  try {
    db.exec("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function tryCommit(db: Db): boolean {
  try {
    db.exec("COMMIT");
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    db.exec("ROLLBACK");
    return false;
  }
}

function leave(db: Db): Holder {
  const holder = readHolder(db);
  db.close();
  return holder;
}

function readHolder(db: Db): Holder {
  try {
    const row = db.prepare<[], Holder>("SELECT process, host FROM holder").get();
    if (row) return row;
  } catch {
    // The holder is just writing its row: that it holds the lock is what counts.
  }
  return { process: 0, host: "?" };
}
