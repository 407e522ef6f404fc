import type { Gesture, PointerAt } from "./gestures.ts";
import type { Palette } from "./palette.ts";
import type { Span } from "./view.ts";

/** A labelled stretch of the capture's clock, microseconds. */
export interface OverviewMark {
  readonly label: string;
  readonly startUs: number;
  readonly endUs: number;
}

/** Where a row stands: the video's frames lie between ruler and signal, labels below the signal. */
export type RowPlace = "video" | "labels";

/**
 * A strip across the timeline that is made elsewhere: video frames, labels. The timeline gives it an element, a width and
 * a view; what it draws and what a pointer does in it is its own.
 */
export interface TimelineRow {
  readonly place: RowPlace;
  /** Called once: fills the element. Its left GUTTER_PX are for names, the rest is the plot. */
  mount(element: HTMLElement): void;
  /** CSS pixels. The row calls `timeline.layOut()` after this or what it shows has changed. */
  readonly heightPx: number;
  /** Width of the plot, CSS pixels; what was painted is gone. */
  resize(widthPx: number): void;
  /** At most once a frame, when the view, the playhead or the row changed. */
  paint(view: Span, palette: Palette): void;
  /**
   * What a pointer that goes down here begins; null leaves it to the timeline (playhead, range). The middle button and
   * Space always pan. `yPx` is from the top of the row; left of the plot, `xPx` is below zero and the timeline does nothing.
   */
  gesture?(at: PointerAt, event: PointerEvent): Gesture | null;
  /** What the strip of the whole capture marks of this row; the same array as long as nothing in it changed. */
  readonly marks?: readonly OverviewMark[];
  /** Words for the tooltip at a place of the plot; null for none. */
  words?(at: PointerAt): readonly string[] | null;
  destroy(): void;
}
