import { z } from "zod";
import { SYNC_METHODS, type VideoSync } from "#domain/sync/video.ts";
import { VIDEO_SOURCES, VIDEO_STATES, type Video } from "#domain/videos.ts";
import { jobId } from "./jobs.ts";
import { name, outcome } from "./schemas.ts";

const videoId = z.uuid();

export const videoSync = z.object({
  method: z.enum(SYNC_METHODS),
  line: z.object({ offsetUs: z.number(), rate: z.number().min(0.5).max(2) }),
  anchors: z.array(z.object({ videoUs: z.number(), captureUs: z.number() })).max(1000),
}) satisfies z.ZodType<VideoSync>;

export const video = z.object({
  id: videoId,
  captureId: z.uuid(),
  name: z.string(),
  source: z.enum(VIDEO_SOURCES),
  state: z.enum(VIDEO_STATES),
  trouble: z.string().nullable(),
  mime: z.string(),
  codec: z.string().nullable(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  durationUs: z.number(),
  frames: z.number().int(),
  bytes: z.number().int(),
  hasSound: z.boolean(),
  sync: videoSync,
}) satisfies z.ZodType<Video>;

export const videoCalls = {
  "video.list": { input: z.object({ captureId: z.uuid() }), output: outcome(z.array(video)) },
  /**
   * Opens a new video for bytes (POST, see bulk.ts). The host chooses the file's name. While a capture is being recorded,
   * its video is begun, sent piece by piece, and survives a crash up to the last piece.
   */
  "video.begin": {
    input: z.object({ captureId: z.uuid(), name, source: z.enum(VIDEO_SOURCES), sync: videoSync.nullable() }),
    output: outcome(z.object({ videoId })),
  },
  /**
   * All bytes were sent: measures the file (codec, size, every frame's time). An undoable step "add video".
   * Problems: video.empty, video.unreadable (the bytes are kept; it is listed as damaged), disk.full.
   */
  "video.finish": {
    input: z.object({ videoId, sync: videoSync.nullable() }),
    output: outcome(video),
  },
  /** Throws away a video that was begun and not finished. */
  "video.abandon": { input: z.object({ videoId }), output: outcome(z.void()) },
  "video.rename": { input: z.object({ videoId, name }), output: outcome(video) },
  /** Takes it off the capture; undo brings it back. The file stays in the project. */
  "video.remove": { input: z.object({ videoId }), output: outcome(z.void()) },
  /** One undo step. Nothing else changes a sync. */
  "video.setSync": { input: z.object({ videoId, sync: videoSync }), output: outcome(video) },
  /**
   * Makes a copy that every browser plays (H.264 or VP9), by ffmpeg where it is installed, and puts it in the video's
   * place, with its sync; the file that was attached stays. Problems: video.noFfmpeg, video.notConverted, job.cancelled.
   */
  "video.convert": { input: z.object({ videoId, jobId }), output: outcome(video) },
  /**
   * The host's clock now, for a page that compares it with its own: microseconds of a steady clock, and the time of the
   * capture that is being recorded (null when none is).
   */
  "clock.now": {
    input: z.void(),
    output: z.object({
      hostUs: z.number(),
      recording: z.object({ captureId: z.uuid(), captureUs: z.number() }).nullable(),
    }),
  },
} as const;

export const videoEvents = {
  "video.changed": z.object({ captureId: z.uuid() }),
} as const;
