import type { validationCalls } from "#contract/validation.ts";
import { ProblemError } from "#domain/problems.ts";
import { comparePaired } from "#domain/validation/paired.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";
import { stalenessOf } from "../validation/hashes.ts";
import { modelBytes } from "../validation/modelBytes.ts";
import { reportPage } from "../validation/report/reportPage.ts";
import { runValidation } from "../validation/runValidation.ts";

export function validationHandlers(desk: ProjectDesk, jobs: JobDesk): Handlers<keyof typeof validationCalls> {
  return {
    "validation.run": ({ modelIds, jobId, ...wish }) =>
      jobs.run(jobId, async (job) => {
        const store = desk.requireStore();
        const models = await Promise.all(modelIds.map((modelId) => modelBytes(store, modelId)));
        return { ok: true, value: sent(await runValidation(store, models, wish, job)) };
      }),

    "validation.list": async () => {
      if (desk.store === null) return [];
      const heads = await desk.store.validations();
      const stale = await stalenessOf(desk.store, heads);
      return sent(heads.map((head, at) => ({ ...head, stale: stale[at]! })));
    },

    "validation.get": async ({ validationId }) => ({
      ok: true,
      value: sent(await desk.requireStore().validation(validationId)),
    }),

    "validation.remove": async ({ validationId }) => {
      await desk.requireStore().removeValidation(validationId);
      return { ok: true, value: undefined };
    },

    "validation.report": async ({ validationIds }) => {
      const store = desk.requireStore();
      return { ok: true, value: reportPage(await Promise.all(validationIds.map((id) => store.validation(id)))) };
    },

    "validation.compare": async ({ first, second }) => {
      const store = desk.requireStore();
      const compared = comparePaired(await store.validation(first), await store.validation(second));
      const { onlyFirst, onlySecond, both, neither } = compared;
      if (onlyFirst + onlySecond + both + neither === 0) throw new ProblemError("validation.nothingShared");
      return { ok: true, value: compared };
    },
  };
}
