import { z } from "zod";
import { compareAddon } from "./addonBytes.ts";
import { atLeast, type Check, counted, leftOut, none } from "./check.ts";
import { jsonIn, runScript } from "./script.ts";

const LIMIT_S = 1_500;
/** Pipelines whose descriptors are damaged, 48 ways each. */
const DAMAGED = 100;

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

const answers = z.object({ answers: z.number(), refused: z.number(), differ: z.number() });

/**
 * Random pipelines over random frames and real recordings: the desktop's bytes against those of the emulated Cortex-M4.
 * The desktop is a plain program, and the addon that the studio loads.
 */
export async function cortexM4(jobs: number, leastBytes: number): Promise<Check> {
  const run = await runScript("cortex_m4/run.mjs", [String(jobs), "--json"], LIMIT_S);
  const parsed = comparisons.safeParse(jsonIn(run.output));
  if (!parsed.success) return leftOut("Cortex-M4 against desktop", run);
  const damage = await runScript("cortex_m4/refusals.mjs", [String(DAMAGED), "--json"], LIMIT_S);
  const damaged = answers.safeParse(jsonIn(damage.output));
  if (!damaged.success) return leftOut("Cortex-M4 against desktop", damage);
  await runScript("../../app/shells/bootstrap/installEngine.mjs", [], LIMIT_S);
  const addon = compareAddon();
  const program = parsed.data;
  const rows = [...program, ...addon.rows];
  const differ = rows.reduce((sum, row) => sum + row.differ, 0);
  const fused = program.reduce((sum, row) => sum + row.fused, 0);
  const aims = [
    atLeast(
      "bytes compared, with each kind of kernels, by program and by addon",
      Math.min(...rows.map(({ bytes }) => bytes)),
      leastBytes,
    ),
    none("bytes that differ", differ),
    none("fused multiply-adds in the glove's code", fused),
    atLeast("damaged descriptors that the glove refuses by name", damaged.data.refused, 32 * DAMAGED),
    none("answers to damaged descriptors that differ", damaged.data.differ),
  ];
  return {
    name: "Cortex-M4 against desktop",
    ...counted(aims),
    skipped: [...run.skipped, ...addon.skipped],
    aims,
    facts: { jobs, program, addon: addon.rows, damaged: damaged.data },
    ...(differ > 0 || !run.ok ? { output: run.output } : {}),
    ...(damage.ok ? {} : { output: damage.output }),
  };
}
