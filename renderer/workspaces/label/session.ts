import { createStore } from "zustand/vanilla";
import type { Hand } from "#domain/hands.ts";
import type { LabelDesk } from "../../labels/desk.ts";
import type { LabelDoc } from "../../labels/labelDoc.ts";
import type { LiveSession } from "../../labels/liveSession.ts";
import type { Suggestions } from "../../labels/suggestions.ts";
import type { Timeline } from "../../timeline/index.ts";
import type { CaptureVideos } from "../../video/captureVideos.ts";
import type { Player } from "../../video/player.ts";

/** What the open capture is shown and edited with, for commands; each part is null while it is not there. */
export interface LabelSession {
  readonly timeline: Timeline | null;
  readonly labels: LabelDoc | null;
  readonly player: Player | null;
  readonly videos: CaptureVideos | null;
  readonly suggestions: Suggestions | null;
  readonly live: LiveSession | null;
  /** The glove that new segments are of. */
  readonly hand: Hand | null;
  /** The shortest that a segment may be: a sample of its glove. */
  readonly shortestUs: number;
  /** Where a segment was begun by key and not yet ended. */
  readonly begunUs: number | null;
  /** The tab that is asked for beside the timeline; null once it is shown. */
  readonly side: string | null;
  /** The one dialog of the workspace that is open. */
  readonly dialog: LabelDialog | null;
}

export const LABEL_DIALOGS = ["bulk", "scheme", "live", "copyTo"] as const;
export type LabelDialog = (typeof LABEL_DIALOGS)[number];

export const labelSession = createStore<LabelSession>(() => ({
  timeline: null,
  labels: null,
  player: null,
  videos: null,
  suggestions: null,
  live: null,
  hand: null,
  shortestUs: 1000,
  begunUs: null,
  side: null,
  dialog: null,
}));

export function setOpenTimeline(timeline: Timeline | null): void {
  labelSession.setState({ timeline });
}

/** What deeds on the labels work with, as long as a capture is open and drawn. */
export function deskNow(): LabelDesk | null {
  const { timeline, labels, suggestions, hand, shortestUs } = labelSession.getState();
  if (timeline === null || labels === null) return null;
  return { doc: labels, stage: timeline, shortestUs, hand, suggested: suggestions?.of ?? (() => []) };
}
