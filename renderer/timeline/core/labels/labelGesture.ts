import type { EditName } from "#contract/captures.ts";
import { isEmpty, type TrackChange } from "#domain/labeling/change.ts";
import { CLICK_PX, type Gesture, type Guide, type PointerAt } from "../gestures.ts";
import { pxToUs } from "../view.ts";
import type { GestureDesk } from "./gestureDesk.ts";

/** What a gesture would do if it ended here. */
export interface Edit {
  readonly name: EditName;
  readonly changes: readonly TrackChange[];
  /** What is selected with it. */
  readonly selected: readonly string[];
  /** The moment that the video shows meanwhile. */
  readonly lookUs: number;
  readonly guide: Guide | null;
}

/**
 * One drag on labels: shown while it lasts, stored as one step when it ends, and gone without a trace when it is
 * cancelled or comes back to where it began. A drag that never went anywhere is a click.
 */
export abstract class LabelGesture implements Gesture {
  protected readonly desk: GestureDesk;
  readonly #startPx: number;
  readonly #selected: ReadonlySet<string>;
  readonly #lookUs: number | null;
  #dragging = false;

  constructor(desk: GestureDesk, at: PointerAt) {
    this.desk = desk;
    this.#startPx = at.xPx;
    this.#selected = desk.model.view.selected;
    this.#lookUs = desk.stage.lookUs;
  }

  /** The edit for a place of the pointer; null where there is no room for one. */
  protected abstract edit(at: PointerAt): Edit | null;
  protected abstract click(at: PointerAt): void;

  move(at: PointerAt): void {
    this.#dragging ||= Math.abs(at.xPx - this.#startPx) >= CLICK_PX;
    if (!this.#dragging) return;
    const edit = this.edit(at);
    const { model, stage } = this.desk;
    model.preview(edit === null || edit.changes.every(isEmpty) ? null : edit.changes);
    model.select(edit?.selected ?? this.#selected);
    stage.lookUs = edit?.lookUs ?? this.#lookUs;
    stage.guide = edit?.guide ?? null;
  }

  end(at: PointerAt): void {
    this.move(at);
    const { model, stage } = this.desk;
    const edit = this.#dragging ? this.edit(at) : null;
    if (edit === null || edit.changes.every(isEmpty)) model.preview(null);
    else model.commit(edit.name, edit.changes);
    if (this.#dragging) model.select(edit?.selected ?? this.#selected);
    else this.click(at);
    stage.lookUs = this.#lookUs;
    stage.guide = null;
  }

  cancel(): void {
    const { model, stage } = this.desk;
    model.preview(null);
    model.select(this.#selected);
    stage.lookUs = this.#lookUs;
    stage.guide = null;
  }

  /** The time under the pointer, as precise as the picture is. */
  protected timeAt(at: PointerAt): number {
    const { view, widthPx } = this.desk.stage;
    return pxToUs(view, widthPx, at.xPx);
  }
}
