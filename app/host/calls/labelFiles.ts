import type { labelFileCalls } from "#contract/labelFiles.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Handlers } from "../api.ts";
import { importLabelFile } from "../exchange/labels/files.ts";
import type { LabelDownloads } from "../exchange/labels/labelDownloads.ts";
import type { ModelOffers } from "../learn/importing/modelOffers.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { sent } from "../sent.ts";

export interface LabelFilePorts {
  readonly desk: ProjectDesk;
  readonly offers: Pick<ModelOffers, "files" | "end">;
  readonly downloads: LabelDownloads;
}

export function labelFileHandlers({ desk, offers, downloads }: LabelFilePorts): Handlers<keyof typeof labelFileCalls> {
  return {
    "label.export": async ({ captureIds, format }) => ({
      ok: true,
      value: await downloads.make(desk.requireStore(), captureIds, format),
    }),
    "label.import": async ({ captureId, offerId, into, trial }) => {
      const [file] = offers.files(offerId);
      if (file === undefined) throw new ProblemError("import.notOffered");
      const done = await importLabelFile(desk.requireStore(), captureId, file, { into, trial });
      if (!trial) offers.end(offerId);
      return { ok: true, value: sent(done) };
    },
  };
}
