import { type Check, none } from "./check.ts";
import { countsIn, runScript } from "./script.ts";

const LIMIT_S = 600;

export interface VectorCounts {
  readonly passed: number;
  readonly total: number;
}

/** The numeric vectors by mode. Where a line names no mode, both modes have the same result and it counts as normal. */
export function vectorsIn(output: string): Record<string, VectorCounts> {
  const modes: Record<string, VectorCounts> = {};
  for (const line of output.matchAll(/^vectors, \w+(?:, (\w+))?: (\d+) of (\d+) passed$/gm)) {
    const mode = line[1] ?? "normal";
    const { passed, total } = modes[mode] ?? { passed: 0, total: 0 };
    modes[mode] = { passed: passed + Number(line[2]), total: total + Number(line[3]) };
  }
  return modes;
}

/** The engine's own tests under the sanitizers, with the numeric vectors of the specification. */
export async function hostTests(): Promise<Check> {
  const run = await runScript("run.mjs", [], LIMIT_S);
  const nothingRun = run.skipped.length > 0 && countsIn(run).passed === 0;
  const counts = nothingRun ? { passed: 0, failed: run.ok ? 0 : 1 } : countsIn(run);
  const vectors = vectorsIn(run.output);
  return {
    name: "host tests and vectors",
    ...counts,
    skipped: run.skipped,
    aims: Object.entries(vectors).map(([mode, { passed, total }]) =>
      none(`vectors that fail, ${mode} mode, of ${total}`, total - passed),
    ),
    facts: { tests: counts, vectors },
    ...(counts.failed > 0 ? { output: run.output } : {}),
  };
}
