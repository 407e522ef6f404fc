import { createStore } from "zustand/vanilla";
import type { LabelModel } from "../../labels/labelModel.ts";
import type { Timeline } from "../../timeline/index.ts";
import type { CaptureVideos } from "../../video/captureVideos.ts";
import type { Player } from "../../video/player.ts";

/** What the open capture is shown and edited with, for commands; each part is null while it is not there. */
export interface LabelSession {
  readonly timeline: Timeline | null;
  readonly labels: LabelModel | null;
  readonly player: Player | null;
  readonly videos: CaptureVideos | null;
}

export const labelSession = createStore<LabelSession>(() => ({
  timeline: null,
  labels: null,
  player: null,
  videos: null,
}));

export function setOpenTimeline(timeline: Timeline | null): void {
  labelSession.setState({ timeline });
}
