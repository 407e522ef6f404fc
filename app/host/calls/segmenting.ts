import type { segmentingCalls } from "#contract/segmenting.ts";
import { completeSettings } from "#domain/segmenters.ts";
import type { Handlers } from "../api.ts";
import { engineVersion } from "../engine/version.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import { findProposals, type Proposal } from "../segmenting/proposals.ts";

/** Nobody has named a proposal yet. */
const NO_NAME = "Unknown";

export function segmentingHandlers(desk: ProjectDesk): Pick<Handlers<keyof typeof segmentingCalls>, "segment.propose"> {
  return {
    "segment.propose": async ({ captureId, segmenter, settings: given, write }) => {
      const settings = completeSettings(segmenter, given);
      const { hash: engineHash } = engineVersion();
      const store = desk.requireStore();
      const { streams } = await store.capture(captureId);
      const proposals: Proposal[] = [];
      for (const stream of streams) {
        proposals.push(...(await findProposals(store, captureId, stream, segmenter, settings)));
      }
      proposals.sort((a, b) => a.startUs - b.startUs || a.streamId - b.streamId);
      if (write) {
        const origin = JSON.stringify({ segmenter, settings, engineHash });
        const segments = proposals.map(({ hand, startUs, peakUs, endUs }) => ({
          label: NO_NAME,
          hand,
          startUs,
          peakUs,
          endUs,
        }));
        await store.putTrack(captureId, { kind: "proposal", name: segmenter, origin }, segments);
      }
      return { ok: true, value: { settings, engineHash, proposals } };
    },
  };
}
