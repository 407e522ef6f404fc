import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { dirname } from "node:path";

/** A program that prints its version needs far less, even from a cold disk. */
const RUN_LIMIT_MS = 8000;

export type Run =
  | { readonly outcome: "ok"; readonly output: string }
  | { readonly outcome: "missing" }
  | { readonly outcome: "failed"; readonly output: string };

/** What the doctor may look at. Everything ends within a few seconds, and nothing throws. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Runs a program to its end; `missing` where there is none of that name. */
  run(program: string, args: readonly string[]): Promise<Run>;
  exists(path: string): boolean;
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): readonly string[];
  /** A file's text, or null. */
  read(path: string): string | null;
  /** Bytes free for this user where `folder` is, or will be; null where the system does not say. */
  freeBytes(folder: string): Promise<number | null>;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isRoot: process.platform !== "win32" && userInfo().uid === 0,
  run: runProgram,
  exists: existsSync,
  list: (folder) => attempt(() => readdirSync(folder), []),
  read: (path) => attempt(() => readFileSync(path, "utf8"), null),
  async freeBytes(folder) {
    try {
      const { bavail, bsize } = await statfs(nearestExisting(folder));
      return bavail * bsize;
    } catch {
      return null;
    }
  },
};

function runProgram(program: string, args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(
      program,
      [...args],
      { timeout: RUN_LIMIT_MS, killSignal: "SIGKILL", cwd: homedir(), windowsHide: true },
      (error, stdout, stderr) => {
        const output = `${stdout}\n${stderr}`.trim();
        if (error === null) return done({ outcome: "ok", output });
        done(error.code === "ENOENT" ? { outcome: "missing" } : { outcome: "failed", output: output || error.message });
      },
    );
    child.stdin?.end();
  });
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
