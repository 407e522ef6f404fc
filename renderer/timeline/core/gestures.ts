import { clampView, lengthUs, pan, pxToUs, SHORTEST_VIEW_US, type Span } from "./view.ts";

/** A moment that a line through all tracks shows, and what stands there. */
export interface Guide {
  readonly timeUs: number;
  readonly words: string;
}

/** What a gesture may read and change. */
export interface Stage {
  readonly limits: Span;
  /** Width of the plots, CSS pixels. */
  readonly widthPx: number;
  view: Span;
  playheadUs: number;
  /** A moment that a gesture looks at while it lasts, e.g. the edge it drags: the video shows it. null: the playhead. */
  lookUs: number | null;
  /** A line through all tracks while a gesture lasts, at what it snapped to; null for none. */
  guide: Guide | null;
  /** The stretch that the user has selected; null for none. */
  range: Span | null;
}

/** Where the pointer is, CSS pixels from the left end of the plots (or of the overview). */
export interface PointerAt {
  readonly xPx: number;
  /** From the top of the element that the gesture began in. */
  readonly yPx: number;
  readonly shift: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/**
 * One drag, from pointer down to pointer up. It computes from what was true at its start, so errors cannot add up, and
 * `cancel` puts everything back as it was then.
 */
export interface Gesture {
  move(at: PointerAt): void;
  end(at: PointerAt): void;
  cancel(): void;
}

function timeAt(stage: Stage, view: Span, xPx: number): number {
  const { startUs, endUs } = stage.limits;
  return Math.round(Math.min(endUs, Math.max(startUs, pxToUs(view, stage.widthPx, xPx))));
}

/** Middle button or Space: the picture is taken along. */
export class PanDrag implements Gesture {
  readonly #stage: Stage;
  readonly #view: Span;
  readonly #startPx: number;

  constructor(stage: Stage, at: PointerAt) {
    this.#stage = stage;
    this.#view = stage.view;
    this.#startPx = at.xPx;
  }

  move(at: PointerAt): void {
    const usPerPx = lengthUs(this.#view) / this.#stage.widthPx;
    this.#stage.view = pan(this.#view, this.#stage.limits, (this.#startPx - at.xPx) * usPerPx);
  }

  end(at: PointerAt): void {
    this.move(at);
  }

  cancel(): void {
    this.#stage.view = this.#view;
  }
}

/** On the ruler or the signal: the playhead follows the pointer. A click is the shortest of these. */
export class ScrubDrag implements Gesture {
  readonly #stage: Stage;
  readonly #playheadUs: number;

  constructor(stage: Stage, at: PointerAt) {
    this.#stage = stage;
    this.#playheadUs = stage.playheadUs;
    this.move(at);
  }

  move(at: PointerAt): void {
    this.#stage.playheadUs = timeAt(this.#stage, this.#stage.view, at.xPx);
  }

  end(at: PointerAt): void {
    this.move(at);
  }

  cancel(): void {
    this.#stage.playheadUs = this.#playheadUs;
  }
}

/** Under this a drag is a click with an unsteady hand. */
export const CLICK_PX = 4;

/** Shift and drag on the signal: selects a stretch. A click clears the selection. */
export class RangeDrag implements Gesture {
  readonly #stage: Stage;
  readonly #range: Span | null;
  readonly #view: Span;
  readonly #startPx: number;

  constructor(stage: Stage, at: PointerAt) {
    this.#stage = stage;
    this.#range = stage.range;
    this.#view = stage.view;
    this.#startPx = at.xPx;
  }

  move(at: PointerAt): void {
    const [left, right] = [Math.min(at.xPx, this.#startPx), Math.max(at.xPx, this.#startPx)];
    const startUs = timeAt(this.#stage, this.#view, left);
    const endUs = timeAt(this.#stage, this.#view, right);
    this.#stage.range = right - left < CLICK_PX || endUs <= startUs ? null : { startUs, endUs };
  }

  end(at: PointerAt): void {
    this.move(at);
  }

  cancel(): void {
    this.#stage.range = this.#range;
  }
}

/** On the overview: moves the window, or jumps with it to where the pointer went down. */
export class WindowDrag implements Gesture {
  readonly #stage: Stage;
  readonly #overviewPx: number;
  readonly #before: Span;
  readonly #start: Span;
  readonly #startPx: number;

  constructor(stage: Stage, at: PointerAt, overviewPx: number) {
    this.#stage = stage;
    this.#overviewPx = overviewPx;
    this.#before = stage.view;
    this.#startPx = at.xPx;
    const atUs = pxToUs(stage.limits, overviewPx, at.xPx);
    const inside = atUs >= stage.view.startUs && atUs <= stage.view.endUs;
    const half = lengthUs(stage.view) / 2;
    this.#start = inside ? stage.view : clampView({ startUs: atUs - half, endUs: atUs + half }, stage.limits);
    stage.view = this.#start;
  }

  move(at: PointerAt): void {
    const usPerPx = lengthUs(this.#stage.limits) / this.#overviewPx;
    this.#stage.view = pan(this.#start, this.#stage.limits, (at.xPx - this.#startPx) * usPerPx);
  }

  end(at: PointerAt): void {
    this.move(at);
  }

  cancel(): void {
    this.#stage.view = this.#before;
  }
}

/** On an end of the overview's window: moves that end, the other one stays. */
export class WindowEdgeDrag implements Gesture {
  readonly #stage: Stage;
  readonly #overviewPx: number;
  readonly #edge: keyof Span;
  readonly #view: Span;

  constructor(stage: Stage, edge: keyof Span, overviewPx: number) {
    this.#stage = stage;
    this.#edge = edge;
    this.#overviewPx = overviewPx;
    this.#view = stage.view;
  }

  move(at: PointerAt): void {
    const timeUs = pxToUs(this.#stage.limits, this.#overviewPx, at.xPx);
    const least = Math.min(SHORTEST_VIEW_US, lengthUs(this.#stage.limits));
    const { startUs, endUs } = this.#view;
    this.#stage.view = clampView(
      this.#edge === "startUs"
        ? { startUs: Math.min(Math.max(timeUs, this.#stage.limits.startUs), endUs - least), endUs }
        : { startUs, endUs: Math.max(Math.min(timeUs, this.#stage.limits.endUs), startUs + least) },
      this.#stage.limits,
    );
  }

  end(at: PointerAt): void {
    this.move(at);
  }

  cancel(): void {
    this.#stage.view = this.#view;
  }
}
