import { spawn } from "node:child_process";
import { delimiter, sep } from "node:path";
import { say } from "./say.mjs";

/** How often a long step says that it is still at work. */
const HEARTBEAT_S = 15;

/**
 * Runs a program to its end, at most `limitS` seconds. What it prints is shown; `stdout: "keep"` returns it instead.
 * @returns {Promise<{ok: boolean, code: number | null, timedOut: boolean, output: string}>} never rejects
 */
export function runProgram(command, args, { limitS, what, cwd, env = process.env, output = "show" }) {
  return new Promise((done) => {
    const started = Date.now();
    let kept = "";
    let timedOut = false;
    const child = spawn(command, args, {
      cwd,
      env,
      // npm is a script on Windows, and scripts need a shell there. No argument here comes from outside.
      shell: process.platform === "win32" && command === "npm",
      stdio: ["ignore", output === "show" ? "inherit" : "pipe", output === "show" ? "inherit" : "pipe"],
    });
    const heartbeat = setInterval(
      () => say("start.still", { what, seconds: Math.round((Date.now() - started) / 1000) }),
      HEARTBEAT_S * 1000,
    );
    const limit = setTimeout(() => {
      timedOut = true;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 3000).unref();
    }, limitS * 1000);
    const finish = (code) => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      done({ ok: code === 0 && !timedOut, code, timedOut, output: kept });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part) => {
        kept += part;
      });
    }
    child.on("error", () => finish(null));
    child.on("close", finish);
  });
}

/** The environment without what npm put in front of PATH: a step that replaces node_modules must not run from it. */
export function outerEnvironment() {
  const path = (process.env.PATH ?? process.env.Path ?? "").split(delimiter);
  return {
    ...process.env,
    PATH: path.filter((folder) => !folder.includes(`${sep}node_modules${sep}`)).join(delimiter),
  };
}
