/**
 * Where a video's own clock lies on the capture's: `captureUs = offsetUs + rate * videoUs`. A rate of 1.00008 is a camera
 * that loses 80 microseconds a second against the capture's clock (80 ppm).
 */
export interface SyncLine {
  readonly offsetUs: number;
  readonly rate: number;
}

/** One moment that a person, or the search, saw in both. */
export interface Anchor {
  readonly videoUs: number;
  readonly captureUs: number;
}

/**
 * start: file and capture began at about the same time, nobody looked. clocks: recorded here, both clocks compared while
 * it ran. anchors: set by a person. impacts: found by the search.
 */
export const SYNC_METHODS = ["start", "clocks", "anchors", "impacts"] as const;
export type SyncMethod = (typeof SYNC_METHODS)[number];

/** The sync of one video to one capture. It belongs to the pair; only an edit of the sync itself changes it. */
export interface VideoSync {
  readonly method: SyncMethod;
  readonly line: SyncLine;
  /** What the line was fitted to; kept, so that one more anchor refines it. Empty for `start`. */
  readonly anchors: readonly Anchor[];
}

export const UNSYNCED: VideoSync = { method: "start", line: { offsetUs: 0, rate: 1 }, anchors: [] };

export function videoToCaptureUs(line: SyncLine, videoUs: number): number {
  return line.offsetUs + line.rate * videoUs;
}

export function captureToVideoUs(line: SyncLine, captureUs: number): number {
  return (captureUs - line.offsetUs) / line.rate;
}

/** How far each anchor lies from the line, microseconds, positive where the video shows it too late. */
export function residualsUs({ line, anchors }: VideoSync): number[] {
  return anchors.map(({ videoUs, captureUs }) => videoToCaptureUs(line, videoUs) - captureUs);
}

/** How much faster (positive) or slower the capture's clock runs than the video's, parts per million. */
export function driftPpm(line: SyncLine): number {
  return (line.rate - 1) * 1e6;
}
