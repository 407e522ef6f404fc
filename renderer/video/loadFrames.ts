import { bulkPaths } from "#contract/bulk.ts";
import type { Studio } from "#contract/contract.ts";
import type { Video } from "#domain/videos.ts";
import { FrameTimes } from "./frameTimes.ts";

/** The exact times of a video's frames. Rejects with the host's words where they cannot be had. */
export async function loadFrames(studio: Pick<Studio, "fetchBulk">, video: Video): Promise<FrameTimes> {
  const bytes = await studio.fetchBulk(bulkPaths.videoFrames(video.id)).bytes;
  return new FrameTimes(new Float64Array(bytes), video.durationUs);
}
