import { fitLine } from "#domain/sync/fitLine.ts";
import { type Anchor, UNSYNCED, type VideoSync } from "#domain/sync/video.ts";

/**
 * The sync with one more anchor that a person set; it takes the place of one on the same frame. What the search or the
 * clocks found before gives way to it, but for its rate.
 * @param frameUs how long a frame of the video lasts
 * @throws ProblemError sync.oneInstant, sync.rate
 */
export function withAnchor(sync: VideoSync, anchor: Anchor, frameUs: number): VideoSync {
  const before = sync.method === "anchors" ? sync.anchors : [];
  const others = before.filter(({ videoUs }) => Math.abs(videoUs - anchor.videoUs) >= frameUs / 2);
  const anchors = [...others, anchor].sort((a, b) => a.videoUs - b.videoUs);
  return { method: "anchors", line: fitLine(anchors, sync.line.rate), anchors };
}

/**
 * The sync without one of its anchors. Without the last one, video and capture begin together again.
 * @throws ProblemError sync.oneInstant, sync.rate
 */
export function withoutAnchor(sync: VideoSync, index: number): VideoSync {
  const anchors = sync.anchors.filter((_, at) => at !== index);
  return anchors.length === 0 ? UNSYNCED : { ...sync, line: fitLine(anchors, sync.line.rate), anchors };
}

/** The whole video moved on the capture's clock, its anchors with it: a later anchor refines what was nudged. */
export function nudged(sync: VideoSync, byUs: number): VideoSync {
  return {
    ...sync,
    line: { ...sync.line, offsetUs: sync.line.offsetUs + byUs },
    anchors: sync.anchors.map(({ videoUs, captureUs }) => ({ videoUs, captureUs: captureUs + byUs })),
  };
}
