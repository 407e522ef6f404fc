import { spawn } from "node:child_process";
import { join } from "node:path";

const TESTS = join(import.meta.dirname, "..");
const KILL_AFTER_MS = 3_000;

/** What a test script of the engine said. */
export interface ScriptRun {
  /** It ended by itself, with exit code 0. */
  readonly ok: boolean;
  readonly output: string;
  /** What it left out, and why: its lines that begin with "skipped: ". */
  readonly skipped: readonly string[];
}

/** Runs a script of native/test under this Node, at most `limitS` seconds. Its standard error passes through. */
export function runScript(script: string, args: readonly string[], limitS: number): Promise<ScriptRun> {
  return new Promise((done) => {
    let output = "";
    const child = spawn(process.execPath, [join(TESTS, script), ...args], { stdio: ["ignore", "pipe", "inherit"] });
    const limit = setTimeout(() => {
      output += `${script} took longer than ${limitS} s and was stopped\n`;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS).unref();
    }, limitS * 1000);
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      output += part;
    });
    child.on("error", (error) => {
      output += `${error.message}\n`;
    });
    child.on("close", (code) => {
      clearTimeout(limit);
      done({ ok: code === 0, output, skipped: skippedIn(output) });
    });
  });
}

export function skippedIn(output: string): string[] {
  return [...output.matchAll(/^skipped: (.+)$/gm)].map(([, what]) => what!);
}

/** The JSON document that a script printed after its lines of text; null where there is none. */
export function jsonIn(output: string): unknown {
  const start = output.search(/^[[{]/m);
  if (start < 0) return null;
  try {
    return JSON.parse(output.slice(start));
  } catch {
    return null;
  }
}

/** The counts of a script that closes with "N passed, N failed". Nothing counted is one failure. */
export function countsIn({ ok, output }: Pick<ScriptRun, "ok" | "output">): { passed: number; failed: number } {
  const counts = output.match(/^(\d+) passed, (\d+) failed$/m);
  if (!counts) return { passed: 0, failed: 1 };
  return { passed: Number(counts[1]), failed: Math.max(Number(counts[2]), ok ? 0 : 1) };
}
