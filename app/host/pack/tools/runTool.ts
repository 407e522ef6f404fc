import { spawn } from "node:child_process";
import { ProblemError } from "#domain/problems.ts";

export interface ToolOptions {
  readonly cwd: string;
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Of what a program prints so much is kept, from its end. */
const KEPT_CHARACTERS = 20_000;

/**
 * Runs a program to its end and gives what it printed, first on standard output, then on standard error. It is ended when the limit is over or the signal
 * says so. @throws ProblemError pack.toolFailed (with the tool's first words about an error), pack.toolSlow, job.cancelled
 */
export function runTool(tool: string, args: readonly string[], { cwd, limitMs, signal }: ToolOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new ProblemError("job.cancelled"));
    const child = spawn(tool, args, { cwd, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        said[stream] = (said[stream] + text).slice(-KEPT_CHARACTERS);
      });
    }
    let ended: ProblemError | undefined;
    const end = (problem: ProblemError) => {
      ended ??= problem;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end(new ProblemError("pack.toolSlow", { tool, seconds: limitMs / 1000 })), limitMs);
    const cancel = () => end(new ProblemError("job.cancelled"));
    signal?.addEventListener("abort", cancel, { once: true });
    const settle = (problem: ProblemError | undefined) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      if (problem === undefined) resolve(said.stdout + said.stderr);
      else reject(problem);
    };
    child.on("error", (cause) => settle(ended ?? failed(tool, cause.message)));
    child.on("close", (code) => settle(ended ?? (code === 0 ? undefined : failed(tool, reasonIn(said, code)))));
  });
}

function failed(tool: string, reason: string): ProblemError {
  return new ProblemError("pack.toolFailed", { tool, reason });
}

function reasonIn({ stdout, stderr }: { stdout: string; stderr: string }, code: number | null): string {
  const lines = `${stderr}\n${stdout}`.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error|undefined|overflow|differs/i.test(line)) ?? lines[0] ?? `code ${code}`).trim();
}
