import type { packCalls } from "#contract/packs.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
import { billPack } from "../pack/bill/billPack.ts";
import { makePack, packModel } from "../pack/makePack.ts";
import { provePack } from "../pack/prove/provePack.ts";
import { sealOf } from "../pack/prove/seal.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

export interface PackPorts {
  readonly desk: ProjectDesk;
  readonly jobs: JobDesk;
  tellSealed(modelId: string): void;
}

export function packHandlers({ desk, jobs, tellSealed }: PackPorts): Handlers<keyof typeof packCalls> {
  return {
    "pack.build": async ({ modelId }) => {
      const { pack } = makePack(await packModel(desk.requireStore(), modelId));
      return { ok: true, value: sent(pack) };
    },
    "pack.bill": ({ modelId, hand, jobId }) =>
      jobs.run(jobId, async (job) => ({
        ok: true,
        value: sent(await billPack(desk.requireStore(), modelId, hand, job)),
      })),
    "pack.prove": ({ modelId, validationId, jobId }) =>
      jobs.run(jobId, async (job) => {
        const proof = await provePack(desk.requireStore(), modelId, validationId, job);
        tellSealed(modelId);
        return { ok: true, value: sent(proof) };
      }),
    "pack.seal": async ({ modelId }) => ({ ok: true, value: sent(await sealOf(desk.requireStore(), modelId)) }),
  };
}
