import { Info, List, type LucideIcon, RefreshCw, ScanSearch } from "lucide-react";
import type { ComponentType } from "react";
import type { CaptureDetail } from "#domain/captures.ts";
import type { TextKey } from "../../ui/text.ts";
import { Inspector } from "./Inspector.tsx";
import { SegmenterPanel } from "./segmenter/SegmenterPanel.tsx";
import { SegmentsTab } from "./segments/SegmentsTab.tsx";
import { SyncPanel } from "./video/sync/SyncPanel.tsx";

export interface SideTab {
  readonly key: string;
  readonly words: TextKey;
  readonly icon: LucideIcon;
  /** Fills the panel; it stays alive only while its tab is shown. */
  readonly Part: ComponentType<{ readonly capture: CaptureDetail }>;
}

/** What can stand beside the timeline, in the order of the tabs. A part of the workspace adds its line here. */
export const SIDE_TABS: readonly SideTab[] = [
  { key: "segments", words: "label.tab.segments", icon: List, Part: SegmentsTab },
  { key: "details", words: "label.tab.details", icon: Info, Part: Inspector },
  { key: "segmenter", words: "label.tab.segmenter", icon: ScanSearch, Part: SegmenterPanel },
  { key: "sync", words: "label.tab.sync", icon: RefreshCw, Part: SyncPanel },
];
