import type { CaptureDetail } from "#domain/captures.ts";
import type { Part } from "../../ui/SplitPanels.tsx";

/** What stands above the timeline: the video; null where there is none to show. */
export function useVideoPart(_capture: CaptureDetail): Part | null {
  return null;
}
