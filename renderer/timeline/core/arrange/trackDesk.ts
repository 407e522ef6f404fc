import type { StreamFormat } from "#domain/channels.ts";
import type { Gesture, PointerAt } from "../gestures.ts";
import { AXIS_PX, GUTTER_PX } from "../layout.ts";
import { pointerAt, runGestures } from "../pointer.ts";
import { contentPx, type Standing, type TrackStack } from "../trackStack.ts";
import { type Arrangement, changed, withHeight } from "./arrangement.ts";
import { turned } from "./axisWheel.ts";
import { ColumnDrag, type Drop, HeightDrag, OrderDrag, type TrackStage } from "./trackDrags.ts";

/** Who holds the arrangement. */
export interface ArrangementOwner {
  arrangement: Arrangement;
  selectTrack(id: number): void;
}

/** What a pointer does to the tracks themselves: their order, height, scale and channels. */
export class TrackDesk implements TrackStage {
  readonly #area: HTMLElement;
  readonly #stack: TrackStack;
  readonly #owner: ArrangementOwner;

  constructor(area: HTMLElement, stack: TrackStack, owner: ArrangementOwner) {
    this.#area = area;
    this.#stack = stack;
    this.#owner = owner;
  }

  get formats(): readonly StreamFormat[] {
    return this.#stack.formats;
  }

  get arrangement(): Arrangement {
    return this.#owner.arrangement;
  }

  set arrangement(arrangement: Arrangement) {
    this.#owner.arrangement = arrangement;
  }

  heightOf(id: number): number {
    return this.#stack.standing.find(({ arranged }) => arranged.id === id)?.shell.element.offsetHeight ?? 0;
  }

  trackAt(yPx: number): { readonly id: number; readonly lower: boolean } | null {
    const top = this.#area.getBoundingClientRect().top;
    for (const { shell, arranged } of this.#stack.standing) {
      const box = shell.element.getBoundingClientRect();
      const within = yPx + top - box.top;
      if (within >= 0 && within < box.height) return { id: arranged.id, lower: within >= box.height / 2 };
    }
    return null;
  }

  mark(drop: Drop | null): void {
    this.#stack.mark(drop);
  }

  /** Returns what ends it. */
  listen(): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    const area = this.#area;
    const endGestures = runGestures(
      area,
      () => GUTTER_PX,
      (at, event) => this.#start(at, event),
    );
    area.addEventListener(
      "dblclick",
      ({ target }) => {
        const found = this.#holding(target);
        if (found?.shell.grip === target) this.#fit(found);
      },
      { signal },
    );
    area.addEventListener(
      "contextmenu",
      (event) => {
        const found = this.#holding(event.target);
        if (found === null || pointerAt(area, GUTTER_PX, event).xPx >= 0) return;
        event.preventDefault();
        found.shell.menu.click();
      },
      { signal },
    );
    area.addEventListener("wheel", (event) => this.#turn(event), { signal, passive: false });
    return () => {
      endGestures();
      stop.abort();
    };
  }

  #holding(target: EventTarget | null): Standing | null {
    return target instanceof Node ? this.#stack.holding(target) : null;
  }

  #start(at: PointerAt, event: PointerEvent): Gesture | null {
    const found = this.#holding(event.target);
    if (found === null || event.button !== 0) return null;
    const { arranged, shell } = found;
    const target = event.target as Element;
    if (target === shell.grip) return new HeightDrag(this, arranged.id, at);
    if (at.xPx >= 0 || shell.menu.contains(target)) return null;
    this.#owner.selectTrack(arranged.id);
    if (!shell.header.contains(target)) return null;
    const column = target.closest<HTMLElement>("[data-column]")?.dataset.column;
    return column === undefined
      ? new OrderDrag(this, arranged.id, at)
      : new ColumnDrag(this, arranged.id, Number(column), at);
  }

  /** As low as its names and values allow; where it is that already, an even share of the height again. */
  #fit({ arranged: { id, heightPx }, track }: Standing): void {
    const fitted = withHeight(this.arrangement, id, contentPx(track));
    const isFitted = fitted.some((each) => each.id === id && each.heightPx === heightPx);
    this.arrangement = isFitted ? withHeight(this.arrangement, id, null) : fitted;
  }

  /** Over the numbers of the vertical axis the wheel stretches it. */
  #turn(event: WheelEvent): void {
    const { xPx } = pointerAt(this.#area, GUTTER_PX, event);
    const found = this.#holding(event.target);
    if (found === null || event.ctrlKey || xPx >= 0 || xPx < -AXIS_PX) return;
    event.preventDefault();
    event.stopPropagation();
    const range = turned(found.track.y, event.deltaY);
    this.arrangement = changed(this.arrangement, found.arranged.id, { range });
  }
}
