import type { Segment, Track } from "#domain/labeling/segments.ts";
import type { LabelModel } from "../../../labels/labelModel.ts";
import type { Gesture, PointerAt } from "../gestures.ts";

/** A click selects; with Ctrl it adds or takes away; with Shift it extends the selection to here in the order of time. */
export function clickSelects(model: LabelModel, track: Track, segment: Segment, at: PointerAt): void {
  const { selected } = model.view;
  if (at.ctrl) {
    const ids = new Set(selected);
    if (!ids.delete(segment.id)) ids.add(segment.id);
    model.select(ids);
  } else if (at.shift) {
    const order = track.segments.map(({ id }) => id);
    const here = order.indexOf(segment.id);
    const chosen = order.flatMap((id, i) => (selected.has(id) ? [i] : []));
    const from = Math.min(here, ...chosen);
    const to = chosen.length > 0 && here < chosen[0]! ? chosen[0]! : here;
    model.select([...selected, ...order.slice(from, to + 1)]);
  } else {
    model.select([segment.id]);
  }
}

/** On what cannot be edited: there is nothing to drag, but it can be selected. */
export class SelectSegment implements Gesture {
  readonly #select: (at: PointerAt) => void;

  constructor(model: LabelModel, track: Track, segment: Segment) {
    this.#select = (at) => clickSelects(model, track, segment, at);
  }

  move(): void {}

  end(at: PointerAt): void {
    this.#select(at);
  }

  cancel(): void {}
}
