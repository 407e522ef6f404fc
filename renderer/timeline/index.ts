export { CaptureTimeline, type CaptureTimelineProps } from "./CaptureTimeline.tsx";
export type { Timeline, TimelineState, Truth } from "./core/timeline.ts";
export { LiveTraces, type LiveTracesProps } from "./LiveTraces.tsx";
