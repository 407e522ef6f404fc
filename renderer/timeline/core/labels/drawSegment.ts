import { type Brushstroke, draw } from "#domain/labeling/draw.ts";
import { between } from "#domain/labeling/reshape.ts";
import { stepName } from "../../../labels/stepName.ts";
import type { PointerAt } from "../gestures.ts";
import type { GestureDesk } from "./gestureDesk.ts";
import { type Edit, LabelGesture } from "./labelGesture.ts";
import type { Lane } from "./lanes.ts";
import { guideAt, Snapper } from "./snapper.ts";

/** On an empty place of a truth lane: draws a segment of the brush's label. A click moves the playhead. */
export class DrawSegment extends LabelGesture {
  readonly #lane: Lane;
  readonly #id = crypto.randomUUID();
  readonly #snapper: Snapper;
  readonly #anchorUs: number;

  constructor(desk: GestureDesk, at: PointerAt, lane: Lane) {
    super(desk, at);
    this.#lane = lane;
    this.#snapper = new Snapper(desk, lane.hand, () => false, "withoutPeaks");
    const timeUs = this.timeAt(at);
    this.#anchorUs = this.#snapper.at(timeUs, at.shift)?.timeUs ?? timeUs;
  }

  protected edit(at: PointerAt): Edit | null {
    const { track, hand } = this.#lane;
    const { label, quality } = this.desk.model.view.brush;
    const stroke: Brushstroke = { id: this.#id, label, quality, hand, confidence: null, origin: "hand" };
    const timeUs = this.timeAt(at);
    const snapped = this.#snapper.at(timeUs, at.shift);
    const change = draw(track, stroke, this.#anchorUs, snapped?.timeUs ?? timeUs, this.desk.room(hand));
    const [drawn] = change?.add ?? [];
    if (change === null || drawn === undefined) return null;
    const edgeUs = timeUs < this.#anchorUs ? drawn.startUs : drawn.endUs;
    return {
      name: stepName("label.draw", [drawn]),
      changes: [change],
      selected: [drawn.id],
      lookUs: edgeUs,
      guide: guideAt(snapped, edgeUs),
    };
  }

  protected click(at: PointerAt): void {
    const { stage, model } = this.desk;
    const { startUs, endUs } = stage.limits;
    stage.playheadUs = Math.round(between(this.timeAt(at), startUs, endUs));
    if (!at.ctrl && !at.shift) model.select([]);
  }
}
