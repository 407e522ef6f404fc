import type { Check } from "./check.ts";
import { leftOut } from "./check.ts";
import { countsIn, runScript } from "./script.ts";

const LIMIT_S = 1_200;

/** libFuzzer on the descriptor reader and on push, a fixed number of runs from a fixed seed. */
export async function fuzz(runs: number): Promise<Check> {
  const run = await runScript("fuzz/run.mjs", [String(runs)], LIMIT_S);
  if (run.skipped.length > 0) return leftOut("fuzzing", run);
  const counts = countsIn(run);
  return {
    name: "fuzzing",
    ...counts,
    skipped: [],
    aims: [],
    facts: { runs, targets: counts },
    ...(counts.failed > 0 ? { output: run.output } : {}),
  };
}
