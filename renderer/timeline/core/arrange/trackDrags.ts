import type { StreamFormat } from "#domain/channels.ts";
import type { Gesture, PointerAt } from "../gestures.ts";
import { type Arrangement, mayShare, movedColumn, movedTo, withHeight } from "./arrangement.ts";

/** What the drags on tracks may see and change. */
export interface TrackStage {
  readonly formats: readonly StreamFormat[];
  arrangement: Arrangement;
  /** CSS pixels. */
  heightOf(id: number): number;
  /** The track at a height of the track area, and whether the place is in its lower half; null outside of all. */
  trackAt(yPx: number): { readonly id: number; readonly lower: boolean } | null;
  /** Shows where a drag would drop what it holds; null for nowhere. */
  mark(drop: Drop | null): void;
}

export interface Drop {
  readonly id: number;
  readonly where: "above" | "below" | "into";
}

/** Under this a drag is a click with an unsteady hand. */
const CLICK_PX = 4;

/** On the lower edge of a track: its height. */
export class HeightDrag implements Gesture {
  readonly #stage: TrackStage;
  readonly #id: number;
  readonly #before: Arrangement;
  readonly #heightPx: number;
  readonly #startPx: number;

  constructor(stage: TrackStage, id: number, at: PointerAt) {
    this.#stage = stage;
    this.#id = id;
    this.#before = stage.arrangement;
    this.#heightPx = stage.heightOf(id);
    this.#startPx = at.yPx;
  }

  move(at: PointerAt): void {
    this.#stage.arrangement = withHeight(this.#before, this.#id, this.#heightPx + at.yPx - this.#startPx);
  }

  end(at: PointerAt): void {
    // A double click comes as two drags that go nowhere.
    if (at.yPx !== this.#startPx) this.move(at);
  }

  cancel(): void {
    this.#stage.arrangement = this.#before;
  }
}

/** On the header of a track: another place among the others. */
export class OrderDrag implements Gesture {
  readonly #stage: TrackStage;
  readonly #id: number;
  readonly #startPx: number;
  #drop: Drop | null = null;

  constructor(stage: TrackStage, id: number, at: PointerAt) {
    this.#stage = stage;
    this.#id = id;
    this.#startPx = at.yPx;
  }

  move(at: PointerAt): void {
    const target = Math.abs(at.yPx - this.#startPx) < CLICK_PX ? null : this.#stage.trackAt(at.yPx);
    this.#drop =
      target === null || target.id === this.#id ? null : { id: target.id, where: target.lower ? "below" : "above" };
    this.#stage.mark(this.#drop);
  }

  end(at: PointerAt): void {
    this.move(at);
    this.#stage.mark(null);
    if (this.#drop !== null) this.#stage.arrangement = placed(this.#stage.arrangement, this.#id, this.#drop);
  }

  cancel(): void {
    this.#stage.mark(null);
  }
}

/** On the name of a channel: into another track of its glove and unit, or out into a track of its own. */
export class ColumnDrag implements Gesture {
  readonly #stage: TrackStage;
  readonly #id: number;
  readonly #column: number;
  readonly #startPx: number;
  #drop: Drop | null = null;

  constructor(stage: TrackStage, id: number, column: number, at: PointerAt) {
    this.#stage = stage;
    this.#id = id;
    this.#column = column;
    this.#startPx = at.yPx;
  }

  move(at: PointerAt): void {
    const target = Math.abs(at.yPx - this.#startPx) < CLICK_PX ? null : this.#stage.trackAt(at.yPx);
    this.#drop = target === null ? null : this.#dropOn(target);
    this.#stage.mark(this.#drop);
  }

  end(at: PointerAt): void {
    this.move(at);
    this.#stage.mark(null);
    const drop = this.#drop;
    if (drop === null) return;
    const { arrangement, formats } = this.#stage;
    if (drop.where === "into") {
      this.#stage.arrangement = movedColumn(arrangement, formats, this.#id, this.#column, drop.id);
      return;
    }
    const out = movedColumn(arrangement, formats, this.#id, this.#column, null);
    const own = out.find((track) => !arrangement.some(({ id }) => id === track.id));
    this.#stage.arrangement = own === undefined ? arrangement : placed(out, own.id, drop);
  }

  cancel(): void {
    this.#stage.mark(null);
  }

  #dropOn({ id, lower }: { readonly id: number; readonly lower: boolean }): Drop | null {
    const { arrangement, formats } = this.#stage;
    const from = arrangement.find((track) => track.id === this.#id)!;
    const target = arrangement.find((track) => track.id === id)!;
    if (mayShare(formats, from, target)) return { id, where: "into" };
    if (id === this.#id && !lower) return null;
    return from.columns.length < 2 ? null : { id, where: lower ? "below" : "above" };
  }
}

/** A track put right above or below another one. */
function placed(arrangement: Arrangement, id: number, { id: at, where }: Drop): Arrangement {
  const others = arrangement.filter((track) => !track.hidden && track.id !== id);
  const place = others.findIndex((track) => track.id === at);
  return movedTo(arrangement, id, where === "below" ? place + 1 : place);
}
