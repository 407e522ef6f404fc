import type { CaptureDetail } from "#domain/captures.ts";
import type { Part } from "../../ui/SplitPanels.tsx";
import { useOpenVideos } from "./video/useOpenVideos.ts";
import { VideoPanel } from "./video/VideoPanel.tsx";

/** The transport bar alone, which says how to get a video. */
const EMPTY_PX = "36px";

/** What stands above the timeline: the video; null where it is hidden, or not known yet. */
export function useVideoPart(capture: CaptureDetail): Part | null {
  const opened = useOpenVideos(capture.id);
  if (opened === null || !opened.state.open || opened.state.videos === undefined) return null;
  const content = <VideoPanel {...opened} />;
  const { videos, sending } = opened.state;
  // Two sizes to remember: a capture without video needs no room for one.
  if (videos.length === 0 && sending === null)
    return { id: "video.none", size: EMPTY_PX, minSize: EMPTY_PX, maxSize: EMPTY_PX, content };
  return { id: "video", size: "320px", minSize: "140px", content };
}
