import { z } from "zod";
import { below, type Check, counted, leftOut } from "./check.ts";
import { jsonIn, runScript } from "./script.ts";

const LIMIT_S = 300;

const count = z.object({ calls: z.number(), mean: z.number(), least: z.number(), most: z.number() });
const footprintReport = z.looseObject({
  flashBytes: z.number(),
  ramBytes: z.number(),
  stackBytes: z.number(),
  aim: z.object({ flashBytes: z.number(), ramBytes: z.number(), instructions: z.number() }),
  instructions: z.object({ sample: count, decision: count, perSegment: z.number(), perClassification: z.number() }),
});

/** What the boxing reference costs on the Cortex-M4. Instructions, not time: the emulator is no clock. */
export async function footprint(): Promise<Check> {
  const run = await runScript("cortex_m4/footprint.mjs", ["--json"], LIMIT_S);
  const parsed = footprintReport.safeParse(jsonIn(run.output));
  if (!parsed.success) return leftOut("footprint on the Cortex-M4", run);
  const { flashBytes, ramBytes, stackBytes, instructions, aim } = parsed.data;
  const aims = [
    below("bytes of flash", flashBytes, aim.flashBytes),
    below("bytes of RAM, the deepest stack included", ramBytes + stackBytes, aim.ramBytes),
    below("instructions from the end of a segment to its class", instructions.decision.most, aim.instructions),
  ];
  return {
    name: "footprint on the Cortex-M4",
    ...counted(aims),
    skipped: [],
    aims,
    facts: parsed.data,
  };
}
