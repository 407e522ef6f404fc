import type { VideoSync } from "./sync/video.ts";

export const VIDEO_SOURCES = ["attached", "camera", "screen"] as const;
export type VideoSource = (typeof VIDEO_SOURCES)[number];

/**
 * writing: bytes still come. ready: whole and measured. damaged: kept as it came, but nothing can be read from it, or
 * only its beginning (a recording that was cut short is `ready` up to its last whole fragment).
 */
export const VIDEO_STATES = ["writing", "ready", "damaged"] as const;
export type VideoState = (typeof VIDEO_STATES)[number];

/** A video of a capture. Its bytes and its frame times are bulk (contract/bulk.ts). */
export interface Video {
  /** UUID. */
  readonly id: string;
  readonly captureId: string;
  readonly name: string;
  readonly source: VideoSource;
  readonly state: VideoState;
  /** Why it is damaged, as a problem's code; null otherwise. */
  readonly trouble: string | null;
  /** e.g. `video/mp4`, as a browser wants it, with codecs: `video/mp4; codecs="avc1.640028"`. */
  readonly mime: string;
  /** e.g. `avc`, `vp9`, `mpeg4`; null where unknown. A browser may not play it: ask it. */
  readonly codec: string | null;
  /** As shown: after rotation. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationUs: number;
  readonly frames: number;
  readonly bytes: number;
  readonly hasSound: boolean;
  readonly sync: VideoSync;
}
