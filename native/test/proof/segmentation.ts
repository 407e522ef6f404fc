import { z } from "zod";
import { type Aim, atLeast, type Check, counted, leftOut, none } from "./check.ts";
import { jsonIn, runScript } from "./script.ts";

const LIMIT_S = 1_800;

const row = z.looseObject({
  segmenter: z.string(),
  hits: z.number(),
  missed: z.number(),
  falseAlarms: z.number(),
  recall: z.number(),
  precision: z.number(),
});
const report = z.object({ real: z.array(row).min(1).nullable(), simulated: z.array(row).min(1) });
type Row = z.infer<typeof row>;

const f1 = ({ hits, missed, falseAlarms }: Row) => (2 * hits) / (2 * hits + missed + falseAlarms);

function aimsOnReal([ours]: readonly Row[]): Aim[] {
  if (!ours) return [];
  return [none("real strokes that ours misses", ours.missed), none("false alarms of ours", ours.falseAlarms)];
}

/** Ours stands first; the best of the others is what it must reach. */
function aimsOnSimulated([ours, ...others]: readonly Row[]): Aim[] {
  if (!ours) return [];
  const best = Math.max(...others.map(f1));
  return [atLeast("F1 of ours on simulated people, against the best classic one", rounded(f1(ours)), rounded(best))];
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

/** Every segmenter at its best settings, on recordings and people that nothing was tuned on. */
export async function segmentation(): Promise<Check> {
  const run = await runScript("report/segmentation.mjs", ["--json"], LIMIT_S);
  const parsed = report.safeParse(jsonIn(run.output));
  if (!parsed.success) return leftOut("segmentation", run);
  const { real, simulated } = parsed.data;
  const aims = [...aimsOnReal(real ?? []), ...aimsOnSimulated(simulated)];
  return {
    name: "segmentation",
    ...counted(aims),
    skipped: run.skipped,
    aims,
    facts: { real, simulated },
  };
}
