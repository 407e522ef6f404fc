import type { ComponentType } from "react";
import type { CaptureDetail } from "#domain/captures.ts";
import type { TextKey } from "../../ui/text.ts";
import { ComparePanel } from "./compare/ComparePanel.tsx";
import { Inspector } from "./Inspector.tsx";
import { SegmenterPanel } from "./segmenter/SegmenterPanel.tsx";
import { SegmentsTab } from "./segments/SegmentsTab.tsx";
import { SyncPanel } from "./video/sync/SyncPanel.tsx";

export interface SideTab {
  readonly key: string;
  readonly words: TextKey;
  /** Fills the panel; it stays alive only while its tab is shown. */
  readonly Part: ComponentType<{ readonly capture: CaptureDetail }>;
}

/** What can stand beside the timeline, in the order of the tabs. A part of the workspace adds its line here. */
export const SIDE_TABS: readonly SideTab[] = [
  { key: "segments", words: "label.tab.segments", Part: SegmentsTab },
  { key: "details", words: "label.tab.details", Part: Inspector },
  { key: "segmenter", words: "label.tab.segmenter", Part: SegmenterPanel },
  { key: "compare", words: "label.tab.compare", Part: ComparePanel },
  { key: "sync", words: "label.tab.sync", Part: SyncPanel },
];
