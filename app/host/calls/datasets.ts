import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
import { countExamples } from "../learn/dataset/examples.ts";
import { previewDataset } from "../learn/dataset/preview.ts";
import { askedCuts } from "../learn/features/askedCuts.ts";
import { featuresOf } from "../learn/features/featureSets.ts";
import { LEAST_POINTS } from "../learn/features/map/layOut.ts";
import { layOutInThread } from "../learn/features/map/mapThread.ts";
import { measureFeatures, onlyFeatures } from "../learn/features/matrix.ts";
import { finiteFeatures } from "../learn/features/scaling.ts";
import { featureTable } from "../learn/features/table.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { WarmMotion } from "../segmenting/warmMotion.ts";
import { sent } from "../sent.ts";

/** Two gloves for an hour and a half: a data scientist goes through all captures, and none is asked for twice in a row. */
const WARM_BYTES = 16 * 1024 * 1024;

export function datasetHandlers(
  desk: ProjectDesk,
  jobs: JobDesk,
): Handlers<"dataset.preview" | "dataset.examples" | "features.table" | "features.map"> {
  const warm = new WarmMotion(WARM_BYTES);
  return {
    "dataset.preview": async ({ query, split, classes }) => ({
      ok: true,
      value: await previewDataset(desk.requireStore(), query, split, classes),
    }),

    "dataset.examples": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => ({ ok: true, value: await countExamples(desk.requireStore(), warm, wish, job) })),

    "features.table": ({ jobId, set, ...asked }) =>
      jobs.run(jobId, async (job) => {
        const { cuts, needs } = await askedCuts(desk.requireStore(), warm, asked, 1, job);
        const matrix = await measureFeatures(cuts, needs, featuresOf(set));
        job.stopIfCancelled();
        const features = featureTable(
          matrix,
          cuts.map(({ label }) => label),
        );
        return { ok: true, value: sent({ features, segments: cuts.length }) };
      }),

    "features.map": ({ jobId, set, method, seed, ...asked }) =>
      jobs.run(jobId, async (job) => {
        const { cuts, needs } = await askedCuts(desk.requireStore(), warm, asked, LEAST_POINTS, job);
        const all = await measureFeatures(cuts, needs, featuresOf(set));
        const { values, definitions } = onlyFeatures(all, finiteFeatures(all));
        const names = [...new Set([UNKNOWN, ...cuts.map(({ label }) => label)])];
        const labels = Uint16Array.from(cuts, ({ label }) => names.indexOf(label));
        const { x, y, odd, explained } = await layOutInThread(
          { values, width: definitions.length, labels, method, seed },
          job,
        );
        const points = cuts.map(({ captureId, segmentId, label, hand, startUs, endUs }, i) => {
          const place = { x: x[i]!, y: y[i]!, odd: odd[i]! };
          return { captureId, segmentId, label, hand, startUs, endUs, ...place };
        });
        return { ok: true, value: { points, explained } };
      }),
  };
}
