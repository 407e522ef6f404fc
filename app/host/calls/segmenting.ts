import { type SegmenterPlan, segmenterPlan, type segmentingCalls } from "#contract/segmenting.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import { completeSettings } from "#domain/segmenters.ts";
import type { Handlers } from "../api.ts";
import { engineVersion } from "../engine/version.ts";
import type { JobDesk } from "../jobs.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { learnBest } from "../segmenting/learning/learnBest.ts";
import { findInAll } from "../segmenting/proposals.ts";
import { proposalTrack, proposedSegments } from "../segmenting/proposalTrack.ts";
import { LabelledShapes } from "../segmenting/suggesting/labelledShapes.ts";
import { suggestLabels } from "../segmenting/suggesting/suggestLabels.ts";
import { WarmMotion } from "../segmenting/warmMotion.ts";
import { sent } from "../sent.ts";
import type { ProjectStore, TrackSegments } from "../store/api.ts";

const PLAN_KEY = "segmenter.plan";
const USUAL_PLAN: SegmenterPlan = { segmenter: "punch", settings: {} };

/** What a newer studio wrote may mean nothing to this one. */
async function readPlan(store: ProjectStore): Promise<SegmenterPlan> {
  const json = await store.getSetting(PLAN_KEY);
  const plan = json === null ? null : segmenterPlan.safeParse(JSON.parse(json));
  return plan?.success ? plan.data : USUAL_PLAN;
}

export function segmentingHandlers(desk: ProjectDesk, jobs: JobDesk): Handlers<keyof typeof segmentingCalls> {
  const warm = new WarmMotion();
  const shapes = new LabelledShapes(warm);
  return {
    "segment.plan": async () => (desk.store === null ? USUAL_PLAN : readPlan(desk.store)),
    "segment.setPlan": async (plan) => {
      await desk.requireStore().setSetting(PLAN_KEY, JSON.stringify(plan));
      return { ok: true, value: undefined };
    },

    "segment.propose": ({ captureId, segmenter, settings: given, write, jobId }) =>
      jobs.run(jobId, async ({ signal, progress, stopIfCancelled }) => {
        const settings = completeSettings(segmenter, given);
        const { hash: engineHash } = engineVersion();
        const store = desk.requireStore();
        const streams = await warm.of(store, captureId);
        stopIfCancelled();
        const onProgress = (done: number) => progress(done, 1);
        const proposals = await findInAll(streams, segmenter, settings, { signal, onProgress });
        if (write) {
          const segments = proposedSegments(proposals, segmenter);
          await store.putTracks(proposalTrack(segmenter, settings), [{ captureId, segments }]);
        }
        return { ok: true, value: { settings, engineHash, proposals: sent(proposals) } };
      }),

    "segment.proposeMany": ({ captureIds, segmenter, settings: given, jobId }) =>
      jobs.run(jobId, async ({ signal, progress, stopIfCancelled }) => {
        const settings = completeSettings(segmenter, given);
        const store = desk.requireStore();
        const track = proposalTrack(segmenter, settings);
        const found: TrackSegments[] = [];
        const failed: { captureId: string; problem: Problem }[] = [];
        for (const [done, captureId] of captureIds.entries()) {
          progress(done, captureIds.length);
          try {
            const streams = await warm.of(store, captureId);
            const proposals = await findInAll(streams, segmenter, settings, { signal });
            found.push({ captureId, segments: proposedSegments(proposals, segmenter) });
          } catch (error) {
            stopIfCancelled();
            if (!(error instanceof ProblemError)) throw error;
            failed.push({ captureId, problem: error.problem });
          }
          stopIfCancelled();
        }
        if (found.length > 0) await store.putTracks(track, found);
        const proposals = found.reduce((sum, { segments }) => sum + segments.length, 0);
        return { ok: true, value: { captures: found.length, proposals, failed: sent(failed) } };
      }),

    "segment.learn": ({ captureIds, segmenter, jobId }) =>
      jobs.run(jobId, async (job) => {
        const [best, ...others] = await learnBest(desk.requireStore(), warm, captureIds, segmenter, job);
        return { ok: true, value: sent({ best: best!, others }) };
      }),

    "segment.suggest": async ({ captureId, segments }) => {
      const store = desk.requireStore();
      return { ok: true, value: sent(await suggestLabels(store, warm, shapes, captureId, segments)) };
    },
  };
}
