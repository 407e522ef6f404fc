import type { Edge } from "#domain/labeling/reshape.ts";
import { joinedTo, resizeEdge } from "#domain/labeling/resizeEdge.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { stepName } from "../../../labels/stepName.ts";
import type { PointerAt } from "../gestures.ts";
import { clickSelects } from "./clickSelects.ts";
import type { GestureDesk } from "./gestureDesk.ts";
import { type Edit, LabelGesture } from "./labelGesture.ts";
import type { Lane } from "./lanes.ts";
import { guideAt, Snapper } from "./snapper.ts";

/** On an edge: moves it, and the one that touches it along; Ctrl leaves that one where it is. */
export class DragEdge extends LabelGesture {
  readonly #lane: Lane;
  readonly #segment: Segment;
  readonly #edge: Edge;
  readonly #snapper: Snapper;
  /** The pointer may have taken the edge a few pixels beside it. */
  readonly #offUs: number;

  constructor(desk: GestureDesk, at: PointerAt, lane: Lane, segment: Segment, edge: Edge) {
    super(desk, at);
    this.#lane = lane;
    this.#segment = segment;
    this.#edge = edge;
    this.#offUs = segment[edge] - this.timeAt(at);
    const mate = joinedTo(lane.track, segment, edge);
    const moves = (each: Segment, end: Edge) =>
      (each === segment && end === edge) || (each === mate && end !== edge && !at.ctrl);
    this.#snapper = new Snapper(desk, lane.hand, moves, "withoutPeaks");
  }

  protected edit(at: PointerAt): Edit {
    const segment = this.#segment;
    const timeUs = this.timeAt(at) + this.#offUs;
    const snapped = this.#snapper.at(timeUs, at.shift);
    const toUs = snapped?.timeUs ?? timeUs;
    const room = this.desk.room(this.#lane.hand);
    const change = resizeEdge(this.#lane.track, segment, this.#edge, toUs, room, at.ctrl ? "alone" : "joined");
    const now = change.update.find(({ id }) => id === segment.id) ?? segment;
    return {
      name: stepName("label.resize", [segment]),
      changes: [change],
      selected: [segment.id],
      lookUs: now[this.#edge],
      guide: guideAt(snapped, now[this.#edge]),
    };
  }

  protected click(at: PointerAt): void {
    clickSelects(this.desk.model, this.#lane.track, this.#segment, at);
  }
}
