import type { packCalls } from "#contract/packs.ts";
import type { Handlers } from "../api.ts";
import type { JobDesk } from "../jobs.ts";
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

export function packHandlers({
  desk,
  jobs,
  tellSealed,
}: PackPorts): Handlers<Exclude<keyof typeof packCalls, "pack.bill">> {
  return {
    "pack.build": async ({ modelId }) => {
      const { pack } = makePack(await packModel(desk.requireStore(), modelId));
      return { ok: true, value: sent(pack) };
    },
    "pack.prove": ({ modelId, validationId, jobId }) =>
      jobs.run(jobId, async (job) => {
        const proof = await provePack(desk.requireStore(), modelId, validationId, job);
        tellSealed(modelId);
        return { ok: true, value: sent(proof) };
      }),
    "pack.seal": async ({ modelId }) => ({ ok: true, value: sent(await sealOf(desk.requireStore(), modelId)) }),
  };
}
