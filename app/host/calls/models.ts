import type { learningCalls } from "#contract/learning.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
import type { Epoch } from "../learn/api.ts";
import type { LearningTools } from "../learn/making/learnPart.ts";
import { staleOf } from "../learn/making/stale.ts";
import { trainModel } from "../learn/making/trainModel.ts";
import { searchModels } from "../learn/searching/searchModels.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import type { WarmMotion } from "../segmenting/warmMotion.ts";
import { sent } from "../sent.ts";

export interface ModelPorts {
  readonly desk: ProjectDesk;
  readonly jobs: JobDesk;
  readonly warm: WarmMotion;
  readonly tools: LearningTools;
  tellEpoch(epoch: Epoch & { readonly jobId: string; readonly fold: string | null }): void;
}

type ModelCall = Extract<keyof typeof learningCalls, `model.${string}`>;

export function modelHandlers({ desk, jobs, warm, tools, tellEpoch }: ModelPorts): Handlers<ModelCall> {
  return {
    "model.train": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => {
        const store = desk.requireStore();
        const made = await trainModel(store, warm, wish, tools, job, (fold, epoch) =>
          tellEpoch({ ...epoch, jobId, fold }),
        );
        return { ok: true, value: sent(await store.addModel(made)) };
      }),
    "model.search": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => ({
        ok: true,
        value: sent(await searchModels(desk.requireStore(), warm, wish, tools, job)),
      })),
    "model.list": async () => {
      if (desk.store === null) return [];
      const models = await desk.store.models();
      const stale = await staleOf(desk.store, models);
      return sent(models.map((model, i) => ({ ...model, stale: stale[i]! })));
    },
    "model.rename": async ({ modelId, name }) => ({
      ok: true,
      value: sent(await desk.requireStore().renameModel(modelId, name)),
    }),
    "model.remove": async ({ modelId }) => ({ ok: true, value: await desk.requireStore().removeModel(modelId) }),
  };
}
