import type { SyncLine } from "#domain/sync/video.ts";

/** Where the frames of a video lie on the page's clock, and who said so: the best witness is named first. */
export interface FilmedTime {
  /** `page = offsetUs + rate * frame`, microseconds; frames count from the video's first. */
  readonly line: SyncLine;
  readonly witness: "sightings" | "arrivals" | "start";
}

/** A camera or a screen that is being made into a file, piece by piece. Whatever makes it, it looks like this. */
export interface Reel {
  /** Settles once frames come and their time is known, or when no more will come. */
  readonly begun: Promise<void>;
  /** Settles when the camera went away or the encoder gave up; also after `stop`. Never rejects. */
  readonly ended: Promise<void>;
  readonly counts: ReelCounts;
  /** Whether anything that can be seen was made so far. */
  readonly hasPicture: boolean;
  time(): FilmedTime | null;
  /** Ends the file. Resolves when all of it has been written to the sink. @throws what the encoder died of */
  stop(): Promise<void>;
}

export interface ReelCounts {
  /** Frames that went into the file. */
  readonly passed: number;
  /** Frames that came while too many were on their way. */
  readonly dropped: number;
  readonly rateHz: number | null;
}

/** Usual values: 0.1 bit for each pixel of a frame keeps a moving boxer sharp (720p at 30: 2.8 Mbit/s, 21 MB a minute). */
export function videoBitsPerSecond(track: MediaStreamTrack): number {
  const { width = 1280, height = 720, frameRate = 30 } = track.getSettings();
  return Math.round(width * height * Math.max(15, frameRate) * 0.1);
}
