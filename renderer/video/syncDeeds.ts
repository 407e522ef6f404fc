import { ProblemError } from "#domain/problems.ts";
import type { VideoSync } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { say, sayProblem } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";
import { type CaptureVideos, syncOf } from "./captureVideos.ts";
import type { Player } from "./player.ts";
import { nudged, withAnchor, withoutAnchor } from "./syncEdits.ts";

/** The video that leads in the panel, if there is one. */
export function leadingVideo(videos: CaptureVideos): Video | undefined {
  const { videos: list, shown } = videos.store.getState();
  return list?.find(({ id }) => id === shown[0]);
}

/** How long a frame of a video lasts as a rule. */
export function frameUsOf({ durationUs, frames }: Video): number {
  return frames > 0 ? durationUs / frames : 0;
}

/**
 * First holds the picture; pressed again, says that what the held picture shows happened at the playhead. One step of
 * the history.
 */
export async function anchorHere(videos: CaptureVideos, player: Player, captureUs: number): Promise<void> {
  const video = leadingVideo(videos);
  const videoUs = player.state.shownFrameUs;
  if (video === undefined || videoUs === null) return;
  if (!player.state.held) {
    player.hold(true);
    const close = say({ words: text("sync.held"), next: text("sync.held.next") });
    const stop = player.subscribe(() => {
      if (player.state.held) return;
      stop();
      close();
    });
    return;
  }
  await changeSync(videos, video, (sync) => withAnchor(sync, { videoUs, captureUs }, frameUsOf(video)));
  player.hold(false);
}

export function removeAnchor(videos: CaptureVideos, video: Video, index: number): Promise<void> {
  return changeSync(videos, video, (sync) => withoutAnchor(sync, index));
}

/** Moves the video by whole frames on the capture's clock; positive is later. */
export function nudge(videos: CaptureVideos, video: Video, frames: number): Promise<void> {
  return changeSync(videos, video, (sync) => nudged(sync, frames * frameUsOf(video)));
}

async function changeSync(videos: CaptureVideos, video: Video, change: (sync: VideoSync) => VideoSync): Promise<void> {
  try {
    await videos.setSync(video.id, change(syncOf(video, videos.store.getState())));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    sayProblem(error.problem);
  }
}
