import { GUTTER_PX } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { type GestureStart, pointerAt, runGestures } from "./pointer.ts";
import type { OverviewMark, RowPlace, TimelineRow } from "./row.ts";
import type { Span } from "./view.ts";

/** The line above a row. */
const BORDER_PX = 1;

const NO_MARKS: readonly OverviewMark[] = [];

interface Standing {
  readonly row: TimelineRow;
  readonly element: HTMLElement;
  heightPx: number;
  readonly stopGestures: () => void;
}

/** The rows of a timeline, in the order in which they came, each in the area of its place. */
export class RowStack {
  readonly #areas: Readonly<Record<RowPlace, HTMLElement>>;
  readonly #pans: (event: PointerEvent) => boolean;
  readonly #standing: Standing[] = [];
  #widthPx = 0;

  /** @param pans whether a pointer belongs to the timeline wherever it goes down */
  constructor(areas: Readonly<Record<RowPlace, HTMLElement>>, pans: (event: PointerEvent) => boolean) {
    this.#areas = areas;
    this.#pans = pans;
  }

  /** Returns what takes the row away again and destroys it. */
  add(row: TimelineRow): () => void {
    const element = document.createElement("div");
    element.className = "row";
    this.#areas[row.place].append(element);
    row.mount(element);
    const start: GestureStart = (at, event) => (this.#pans(event) ? null : (row.gesture?.(at, event) ?? null));
    const stopGestures = runGestures(element, () => GUTTER_PX, start);
    const standing = { row, element, heightPx: -1, stopGestures };
    this.#standing.push(standing);
    if (this.#widthPx > 0) row.resize(this.#widthPx);
    return () => this.#remove(standing);
  }

  /** Gives every row its height. @returns whether any has changed, so that others have more or less room */
  layOut(): boolean {
    let changed = false;
    for (const standing of this.#standing) {
      const { row, element } = standing;
      if (row.heightPx === standing.heightPx) continue;
      changed = true;
      standing.heightPx = row.heightPx;
      element.hidden = row.heightPx <= 0;
      element.style.height = `${row.heightPx + BORDER_PX}px`;
    }
    return changed;
  }

  resize(widthPx: number): void {
    this.#widthPx = widthPx;
    for (const { row } of this.#standing) row.resize(widthPx);
  }

  paint(view: Span, palette: Palette): void {
    for (const { row, heightPx } of this.#standing) if (heightPx > 0) row.paint(view, palette);
  }

  /** What the whole capture's strip marks: of the first row that has any. The same array while nothing in it changed. */
  get marks(): readonly OverviewMark[] {
    return this.#standing.find(({ row }) => row.marks !== undefined)?.row.marks ?? NO_MARKS;
  }

  /** What the row under a pointer says about its place. */
  words(event: PointerEvent): readonly string[] {
    if (!(event.target instanceof Node)) return [];
    const found = this.#standing.find(({ element }) => element.contains(event.target as Node));
    return found?.row.words?.(pointerAt(found.element, GUTTER_PX, event)) ?? [];
  }

  destroy(): void {
    for (const standing of [...this.#standing]) this.#remove(standing);
  }

  #remove(standing: Standing): void {
    const at = this.#standing.indexOf(standing);
    if (at === -1) return;
    this.#standing.splice(at, 1);
    standing.stopGestures();
    standing.row.destroy();
    standing.element.remove();
  }
}
