export { CaptureTimeline, type CaptureTimelineProps } from "./CaptureTimeline.tsx";
export { timeText } from "./core/clockText.ts";
export { peakNear } from "./core/labels/accPeaks.ts";
export { LabelLanes } from "./core/labels/labelLanes.ts";
export { LIVE_WINDOW_S } from "./core/live/liveView.ts";
export type { Timeline } from "./core/timeline.ts";
export type { TimelineState } from "./core/timelineMoves.ts";
export { Y_MODES, type YMode } from "./core/yScale.ts";
export { LiveTraces, type LiveTracesProps } from "./LiveTraces.tsx";
