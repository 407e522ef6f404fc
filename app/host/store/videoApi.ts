import type { VideoSync } from "#domain/sync/video.ts";
import type { Video, VideoSource } from "#domain/videos.ts";

/** A video with the name of its file in the project's media folder. */
export interface StoredVideo extends Video {
  readonly file: string;
}

export interface NewVideo {
  /** UUID. */
  readonly id: string;
  readonly captureId: string;
  readonly name: string;
  readonly source: VideoSource;
  readonly sync: VideoSync;
  readonly file: string;
}

/** What was found in a video's file. */
export type VideoFacts = Pick<
  StoredVideo,
  "state" | "trouble" | "file" | "mime" | "codec" | "widthPx" | "heightPx" | "durationUs" | "bytes" | "hasSound"
> & {
  /** When each frame is shown, on the video's clock, ascending, microseconds. */
  readonly frameTimesUs: Float64Array;
};

/**
 * Every way to change the videos of a project. `finish` with `asEdit`, `rename`, `remove` and `setSync` are edits: one
 * step of the history each. The others are not undone: nobody sees a video before it is finished, and a conversion
 * changes the file, not what it shows.
 */
export type VideoChange =
  | { readonly do: "begin"; readonly video: NewVideo }
  | {
      readonly do: "finish";
      readonly videoId: string;
      readonly facts: VideoFacts;
      /** Null: as it was begun. */
      readonly sync: VideoSync | null;
      /** False for one that is found when a project is opened: nobody did that. */
      readonly asEdit: boolean;
    }
  | { readonly do: "replaceFile"; readonly videoId: string; readonly facts: VideoFacts }
  /** Forgets one that was begun and not finished. */
  | { readonly do: "drop"; readonly videoId: string }
  | { readonly do: "rename"; readonly videoId: string; readonly name: string }
  | { readonly do: "remove"; readonly videoId: string }
  | { readonly do: "setSync"; readonly videoId: string; readonly sync: VideoSync };

/** The part of a project that knows its videos; their bytes are files (host/media). */
export interface VideoStore {
  /** Those of a capture, in the order in which they came, with those still being sent. @throws ProblemError capture.notFound */
  videos(captureId: string): Promise<StoredVideo[]>;
  /** Those of the whole project whose bytes still come, or never came. */
  unfinishedVideos(): Promise<StoredVideo[]>;
  /** One that was removed is still here: undo brings it back. @throws ProblemError video.notFound */
  video(videoId: string): Promise<StoredVideo>;
  /** @throws ProblemError video.notFound */
  videoFrames(videoId: string): Promise<Float64Array>;
  /** @throws ProblemError video.notFound, capture.notFound */
  changeVideo(change: VideoChange): Promise<void>;
}
