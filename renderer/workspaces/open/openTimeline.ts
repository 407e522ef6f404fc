import { createStore } from "zustand/vanilla";
import type { Timeline } from "../../timeline/index.ts";

/** The timeline on the screen, for keys and for what stands around it; null while there is none. */
export const openTimeline = createStore<{ readonly timeline: Timeline | null }>(() => ({ timeline: null }));

export function setOpenTimeline(timeline: Timeline | null): void {
  openTimeline.setState({ timeline });
}
