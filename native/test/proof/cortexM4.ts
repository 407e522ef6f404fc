import { z } from "zod";
import { compareAddon } from "./addonBytes.ts";
import { atLeast, type Check, leftOut, none } from "./check.ts";
import { jsonIn, runScript } from "./script.ts";

const LIMIT_S = 1_500;

const comparisons = z
  .array(
    z.object({
      title: z.string(),
      jobs: z.number(),
      bytes: z.number(),
      differ: z.number(),
      fused: z.number(),
    }),
  )
  .min(1);

/**
 * Random pipelines over random frames and real recordings: the desktop's bytes against those of the emulated Cortex-M4.
 * The desktop is a plain program, and the addon that the studio loads.
 */
export async function cortexM4(jobs: number, leastBytes: number): Promise<Check> {
  const run = await runScript("cortex_m4/run.mjs", [String(jobs), "--json"], LIMIT_S);
  const parsed = comparisons.safeParse(jsonIn(run.output));
  if (!parsed.success) return leftOut("Cortex-M4 against desktop", run);
  const addon = compareAddon();
  const program = parsed.data;
  const rows = [...program, ...addon.rows];
  const failed = rows.filter(({ bytes, differ }) => bytes === 0 || differ > 0).length;
  const fused = program.reduce((sum, row) => sum + row.fused, 0);
  return {
    name: "Cortex-M4 against desktop",
    passed: rows.length - failed + (fused === 0 ? 1 : 0),
    failed: failed + (fused === 0 ? 0 : 1),
    skipped: [...run.skipped, ...addon.skipped],
    aims: [
      atLeast("bytes compared", Math.min(...rows.map(({ bytes }) => bytes)), leastBytes),
      none(
        "bytes that differ",
        rows.reduce((sum, { differ }) => sum + differ, 0),
      ),
      none("fused multiply-adds in the glove's code", fused),
    ],
    facts: { jobs, program, addon: addon.rows },
    ...(failed > 0 || !run.ok ? { output: run.output } : {}),
  };
}
