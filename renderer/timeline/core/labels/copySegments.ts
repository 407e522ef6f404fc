import { copyTo } from "#domain/labeling/copyTo.ts";
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

/** Alt on a body: leaves it where it is and drags a copy, cut to what is free where it is dropped. */
export class CopySegments extends LabelGesture {
  readonly #lane: Lane;
  readonly #segment: Segment;
  readonly #copied: readonly Segment[];
  /** The same in every preview, so that what is shown is what is stored. */
  readonly #ids: readonly string[];
  readonly #fromUs: number;
  readonly #snapper: Snapper;

  constructor(desk: GestureDesk, at: PointerAt, lane: Lane, segment: Segment) {
    super(desk, at);
    this.#lane = lane;
    this.#segment = segment;
    this.#copied = grabbed(desk.model.view, lane.track, segment);
    this.#ids = this.#copied.map(() => crypto.randomUUID());
    this.#fromUs = this.timeAt(at);
    const peaks = isEvent(segment) ? "withPeaks" : "withoutPeaks";
    this.#snapper = new Snapper(desk, lane.hand, () => false, peaks);
  }

  protected edit(at: PointerAt): Edit | null {
    const { startUs, endUs } = this.#segment;
    const pulledUs = this.timeAt(at) - this.#fromUs;
    const best = this.#snapper.best([startUs + pulledUs, endUs + pulledUs], at.shift);
    const ids = [...this.#ids];
    const room = this.desk.room(this.#lane.hand);
    const byUs = pulledUs + (best?.byUs ?? 0);
    const change = copyTo(this.#lane.track, this.#copied, byUs, room, "cut", () => ids.shift()!);
    const own = change.add.find(({ id }) => id === this.#ids[this.#copied.indexOf(this.#segment)]) ?? change.add[0];
    if (own === undefined) return null;
    const edgeUs = [own.startUs, own.endUs].find((timeUs) => timeUs === best?.snap.timeUs);
    return {
      name: stepName("label.copy", change.add),
      changes: [change],
      selected: change.add.map(({ id }) => id),
      lookUs: edgeUs ?? own.startUs,
      guide: guideAt(best?.snap ?? null, edgeUs),
    };
  }

  protected click(at: PointerAt): void {
    clickSelects(this.desk.model, this.#lane.track, this.#segment, at);
  }
}
