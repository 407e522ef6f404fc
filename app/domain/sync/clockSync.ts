import type { ComparedClocks } from "./clocks.ts";
import { captureToVideoUs, type SyncLine, type VideoSync, videoToCaptureUs } from "./video.ts";

/**
 * The sync of a video that was recorded by a page: from the video's frames to the page's clock, from there to the
 * host's, and to the capture, which began at `zeroUs` of the host's clock. The anchors are the moments at which the
 * clocks were compared; their residuals are what the comparison left over.
 */
export function syncThroughClocks(framesToPage: SyncLine, pageToHost: ComparedClocks, zeroUs: number): VideoSync {
  const { line, used } = pageToHost;
  return {
    method: "clocks",
    line: {
      offsetUs: videoToCaptureUs(line, framesToPage.offsetUs) - zeroUs,
      rate: line.rate * framesToPage.rate,
    },
    anchors: used.map(({ askedUs, answeredUs, heardUs }) => ({
      videoUs: captureToVideoUs(framesToPage, (askedUs + heardUs) / 2),
      captureUs: answeredUs - zeroUs,
    })),
  };
}
