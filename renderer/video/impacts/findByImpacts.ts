import { bulkPaths } from "#contract/bulk.ts";
import type { Studio } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import type { FoundSync, Impact } from "#domain/sync/findSync.ts";
import type { Video } from "#domain/videos.ts";
import { findSyncAside } from "./findSyncAside.ts";
import { gloveImpacts } from "./gloveImpacts.ts";
import { heardImpacts, seenImpacts } from "./videoImpacts.ts";

export const STAGES = ["glove", "sound", "picture"] as const;
export type Stage = (typeof STAGES)[number];

export interface Search {
  readonly onProgress: (stage: Stage, share: number) => void;
  readonly signal: AbortSignal;
}

/** A third of a frame: how far the instant of a hit scatters within the frame that shows it. */
const FRAME_JITTER_SHARE = 1 / 3;
const SOUND_JITTER_US = 2000;

/**
 * Finds where a video lies on the capture's clock from hits that both saw: by its sound, and where that is not sure, by
 * its picture, which takes longer. Rejects where samples or video cannot be read, or once it is cancelled.
 */
export async function findByImpacts(
  studio: Pick<Studio, "fetchBulk" | "bulkUrl">,
  capture: CaptureDetail,
  video: Video,
  { onProgress, signal }: Search,
): Promise<FoundSync> {
  const reading = (stage: Stage) => ({ signal, onProgress: (share: number) => onProgress(stage, share) });
  const url = studio.bulkUrl(bulkPaths.video(video.id));
  const glove = await gloveImpacts(studio, capture, reading("glove"));
  const heard = video.hasSound ? await heardImpacts(url, reading("sound")) : null;
  const searchFor = (impacts: readonly Impact[], jitterUs: number) =>
    findSyncAside({ video: impacts, glove, options: { jitterUs } }, signal);
  const bySound = heard && (await searchFor(heard, SOUND_JITTER_US));
  if (bySound?.sure) return bySound;
  const seen = await seenImpacts(url, reading("picture"));
  const frameUs = video.durationUs / Math.max(1, video.frames);
  const byPicture = seen && (await searchFor(seen, frameUs * FRAME_JITTER_SHARE));
  return byPicture ?? bySound ?? { sure: false, reason: "tooFew" };
}
