import type { Output } from "#contract/contract.ts";
import { CUT_EXCLUSIONS, type DatasetQuery, type Split } from "#domain/learning/dataset.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import { type CutPlan, cutCaptures } from "./cuts.ts";
import { needsOf } from "./modelMotion.ts";
import { countLabels, takeSnapshot } from "./snapshot.ts";

type Examples = Extract<Output<"dataset.examples">, { ok: true }>["value"];

export interface ExamplesWish {
  readonly query: DatasetQuery;
  readonly split: Split;
  readonly plan: CutPlan;
}

/**
 * What a plan would learn from, by label, and which segments vanish on the way and why. What a preview already knows of
 * captures and streams is not said again. @throws ProblemError as cutCaptures
 */
export async function countExamples(
  store: Pick<ProjectStore, "captures" | "capture" | "tracks" | "readSamples">,
  warm: WarmMotion,
  { query, split, plan }: ExamplesWish,
  job?: Job,
): Promise<Examples> {
  const { captures } = await takeSnapshot(store, query, split);
  const needs = needsOf(captures.flatMap(({ summary }) => summary.streams));
  if (needs === null) return { labels: {}, excluded: [] };
  const { cuts, excluded } = await cutCaptures(store, warm, captures, plan, needs, job);
  return {
    labels: countLabels(cuts),
    excluded: excluded.flatMap(({ reason, labels, ...each }) => {
      const why = CUT_EXCLUSIONS.find((one) => one === reason);
      return why === undefined ? [] : [{ ...each, reason: why, labels: { ...labels } }];
    }),
  };
}
