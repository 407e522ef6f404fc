import type { videoCalls } from "#contract/videos.ts";
import type { Handlers } from "../api.ts";
import type { Recorder } from "../capture/recorder.ts";
import type { JobDesk } from "../jobs.ts";
import type { VideoDesk } from "../media/videoDesk.ts";
import { sent } from "../sent.ts";
import { hostNowUs } from "../sources/source.ts";

const DONE = { ok: true as const, value: undefined };

export function videoHandlers(videos: VideoDesk, recorder: Recorder, jobs: JobDesk): Handlers<keyof typeof videoCalls> {
  return {
    "video.list": async ({ captureId }) => ({ ok: true, value: sent(await videos.list(captureId)) }),
    "video.begin": async (video) => ({ ok: true, value: { videoId: await videos.begin(video) } }),
    "video.finish": async ({ videoId, sync }) => ({ ok: true, value: sent(await videos.finish(videoId, sync)) }),
    "video.abandon": async ({ videoId }) => {
      await videos.abandon(videoId);
      return DONE;
    },
    "video.rename": async ({ videoId, name }) => ({ ok: true, value: sent(await videos.rename(videoId, name)) }),
    "video.remove": async ({ videoId }) => {
      await videos.remove(videoId);
      return DONE;
    },
    "video.setSync": async ({ videoId, sync }) => ({ ok: true, value: sent(await videos.setSync(videoId, sync)) }),
    "video.convert": async ({ videoId, jobId }) => ({
      ok: true,
      value: sent(await jobs.run(jobId, (job) => videos.convert(videoId, job))),
    }),
    "clock.now": async () => {
      const hostUs = hostNowUs();
      return { hostUs, recording: recorder.captureTimeAt(hostUs) };
    },
  };
}
