import { spawnSync } from "node:child_process";

/** True if this machine has no such program. */
export function missing(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status !== 0;
}
