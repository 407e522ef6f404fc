import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const name = "pack beside plain C";

const SCRIPT = fileURLToPath(new URL("../../native/test/cortex_m4/peers.mjs", import.meta.url));
const LIMIT_MS = 300_000;

/**
 * Flash, RAM and instructions of the boxing reference's network on the emulated Cortex-M4: the engine, and plain C as emlearn
 * prints it; beside them what is published of TensorFlow Lite Micro. What is not installed is said.
 */
export async function run(): Promise<object> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, "--json"], { timeout: LIMIT_MS });
  return stdout.startsWith("{") ? (JSON.parse(stdout) as object) : { skipped: stdout.trim() };
}
