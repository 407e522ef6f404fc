import type { DatasetQuery } from "#domain/learning/dataset.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import { type CutPlan, type Cuts, cutCaptures } from "../dataset/cuts.ts";
import { needsOf } from "../dataset/modelMotion.ts";
import { takeSnapshot } from "../dataset/snapshot.ts";

export type AskedStore = Pick<ProjectStore, "captures" | "capture" | "tracks" | "readSamples">;

/**
 * The segments of a query as a plan would cut them, whatever model comes of it.
 * @throws ProblemError learn.tooFew, and those of cutCaptures
 */
export async function askedCuts(
  store: AskedStore,
  warm: WarmMotion,
  { query, plan }: { readonly query: DatasetQuery; readonly plan: CutPlan },
  least: number,
  job?: Job,
): Promise<Cuts & { readonly needs: ModelNeeds }> {
  const { captures } = await takeSnapshot(store, query, null);
  const needs = needsOf(captures.flatMap(({ summary }) => summary.streams));
  if (needs === null) throw new ProblemError("learn.tooFew", { count: 0, needed: least });
  const { cuts, excluded, rescaled } = await cutCaptures(store, warm, captures, plan, needs, job);
  if (cuts.length < least) throw new ProblemError("learn.tooFew", { count: cuts.length, needed: least });
  return { cuts, excluded, rescaled, needs };
}
