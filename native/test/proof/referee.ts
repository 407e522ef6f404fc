import { z } from "zod";
import { atLeast, type Check, leftOut, none } from "./check.ts";
import { jsonIn, runScript } from "./script.ts";

const LIMIT_S = 3_000;

const figures = z.looseObject({ outputs: z.number(), differing: z.number() });
const report = z.looseObject({
  passed: z.boolean(),
  networks: z.number(),
  inputs: z.number(),
  compared: figures,
  sensitivity: figures,
});

/** Random int8 networks on a real TensorFlow Lite interpreter and on the engine. */
export async function referee(networks: number, inputs: number): Promise<Check> {
  const words = ["--networks", String(networks), "--inputs", String(inputs), "--json"];
  const run = await runScript("referee/run.ts", words, LIMIT_S);
  const json = jsonIn(run.output);
  const parsed = report.safeParse(json);
  if (!parsed.success) {
    const { skipped } = z.object({ skipped: z.string() }).catch({ skipped: "" }).parse(json);
    return leftOut("TensorFlow Lite as referee", skipped ? { ...run, skipped: [`referee (${skipped})`] } : run);
  }
  const { passed, compared, sensitivity } = parsed.data;
  return {
    name: "TensorFlow Lite as referee",
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: [],
    aims: [
      atLeast("networks", parsed.data.networks, networks),
      none(`outputs that differ, of ${compared.outputs}`, compared.differing),
      atLeast("outputs told apart from kernels that round once", sensitivity.differing, 1),
    ],
    facts: parsed.data,
  };
}
