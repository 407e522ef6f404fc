import type { modelFileCalls } from "#contract/modelFiles.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
import { exportNetworks } from "../learn/exporting/exportNetworks.ts";
import { importFiles } from "../learn/importing/importFiles.ts";
import { importModel } from "../learn/importing/importModel.ts";
import type { ModelOffers } from "../learn/importing/modelOffers.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import type { WarmMotion } from "../segmenting/warmMotion.ts";
import { sent } from "../sent.ts";

export interface ModelFilePorts {
  readonly desk: ProjectDesk;
  readonly jobs: JobDesk;
  readonly warm: WarmMotion;
  readonly offers: ModelOffers;
}

export function modelFileHandlers({ desk, jobs, warm, offers }: ModelFilePorts): Handlers<keyof typeof modelFileCalls> {
  return {
    "model.inspect": async ({ offerId }) => ({ ok: true, value: sent(importFiles(offers.files(offerId)).model) }),
    "model.import": ({ offerId, jobId, ...wish }) =>
      jobs.run(jobId, async (job) => {
        const store = desk.requireStore();
        const { made, notes, quantized } = await importModel(
          store,
          warm,
          importFiles(offers.files(offerId)),
          wish,
          job,
        );
        const model = await store.addModel(made);
        offers.end(offerId);
        return { ok: true, value: sent({ model, notes, quantized }) };
      }),
    "model.export": async ({ modelId }) => {
      const networks = await exportNetworks(desk.requireStore(), modelId);
      return {
        ok: true,
        value: sent(
          networks.map(({ part, hands, name, tflite, plan }) => ({
            part,
            hands,
            fileName: `${name}.tflite`,
            bytes: tflite.length,
            plan,
          })),
        ),
      };
    },
  };
}
