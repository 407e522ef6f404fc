import { move } from "#domain/labeling/move.ts";
import { isEvent } from "#domain/labeling/reshape.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { stepName } from "../../../labels/stepName.ts";
import type { PointerAt } from "../gestures.ts";
import { clickSelects } from "./clickSelects.ts";
import type { GestureDesk } from "./gestureDesk.ts";
import { grabbed } from "./grabbed.ts";
import { type Edit, LabelGesture } from "./labelGesture.ts";
import type { Lane } from "./lanes.ts";
import { guideAt, Snapper } from "./snapper.ts";

/** On a body: moves it, with all that are selected with it; Ctrl pushes the neighbours along. */
export class MoveSegments extends LabelGesture {
  readonly #lane: Lane;
  readonly #segment: Segment;
  readonly #moved: readonly Segment[];
  readonly #ids: ReadonlySet<string>;
  readonly #fromUs: number;
  readonly #snapper: Snapper;

  constructor(desk: GestureDesk, at: PointerAt, lane: Lane, segment: Segment) {
    super(desk, at);
    this.#lane = lane;
    this.#segment = segment;
    this.#moved = grabbed(desk.model.view, lane.track, segment);
    this.#ids = new Set(this.#moved.map(({ id }) => id));
    this.#fromUs = this.timeAt(at);
    const peaks = isEvent(segment) ? "withPeaks" : "withoutPeaks";
    this.#snapper = new Snapper(desk, lane.hand, ({ id }) => this.#ids.has(id), peaks);
  }

  protected edit(at: PointerAt): Edit {
    const segment = this.#segment;
    const pulledUs = this.timeAt(at) - this.#fromUs;
    const best = this.#snapper.best([segment.startUs + pulledUs, segment.endUs + pulledUs], at.shift);
    const byUs = pulledUs + (best?.byUs ?? 0);
    const room = this.desk.room(this.#lane.hand);
    const change = move(this.#lane.track, this.#ids, byUs, room, at.ctrl ? "push" : "stop");
    const now = change.update.find(({ id }) => id === segment.id) ?? segment;
    const edgeUs = [now.startUs, now.endUs].find((timeUs) => timeUs === best?.snap.timeUs);
    return {
      name: stepName("label.move", this.#moved),
      changes: [change],
      selected: [...this.#ids],
      lookUs: edgeUs ?? now.startUs,
      guide: guideAt(best?.snap ?? null, edgeUs),
    };
  }

  protected click(at: PointerAt): void {
    clickSelects(this.desk.model, this.#lane.track, this.#segment, at);
  }
}
