import { labelColour, labelLetter } from "../../../ui/labels.ts";

/** What a model or a glove found, for the live picture. */
export interface FindingMark {
  /** Tells it from every other. */
  readonly key: string;
  /** Half-open, on the sample index of the stream. */
  readonly beginIndex: number;
  readonly endIndex: number;
  readonly label: string;
  /** How sure, and how late. */
  readonly words: string;
  /** Everything about it, for the pointer. */
  readonly title: string;
  /** Who said it: each has a line of its own, from the top. */
  readonly row: number;
}

const ROW_PX = 20;
const TOP_PX = 24;
/** A letter on its ground. */
const LEAST_PX = 18;

/**
 * Classes over the scrolling picture: a band over each segment, and at its head the letter, the label, how sure and how
 * late. The bands move with the samples; a head is as long as the next one of its line leaves it.
 */
export class FindingLayer {
  readonly #moving: HTMLElement;
  readonly #shown = new Map<
    string,
    { readonly mark: FindingMark; readonly band: HTMLElement; readonly head: HTMLElement }
  >();
  /** The index that stands at the layer's zero, so that numbers stay small. */
  #base = 0;
  #pxPerRow = 1;

  constructor(host: HTMLElement, place: { readonly leftPx: number; readonly bottomPx: number }) {
    const layer = document.createElement("div");
    layer.className = "findings";
    layer.style.left = `${place.leftPx}px`;
    layer.style.bottom = `${place.bottomPx}px`;
    this.#moving = document.createElement("div");
    this.#moving.className = "findingsMoving";
    layer.append(this.#moving);
    host.append(layer);
  }

  /** Shows exactly these. */
  show(marks: readonly FindingMark[]): void {
    const wanted = new Set(marks.map(({ key }) => key));
    for (const [key, { band }] of this.#shown) {
      if (wanted.has(key)) continue;
      band.remove();
      this.#shown.delete(key);
    }
    for (const mark of marks) if (!this.#shown.has(mark.key)) this.#add(mark);
    this.#layOut();
  }

  /** The newest sample stands at the right edge of `widthPx`. */
  place(newestIndex: number, pxPerRow: number, widthPx: number): void {
    if (this.#shown.size === 0) return;
    const far = Math.abs(newestIndex - this.#base) * pxPerRow > 1e6;
    if (pxPerRow !== this.#pxPerRow || far) {
      this.#pxPerRow = pxPerRow;
      if (far) this.#base = newestIndex;
      this.#layOut();
    }
    const shift = widthPx - (newestIndex + 1 - this.#base) * pxPerRow;
    this.#moving.style.transform = `translateX(${shift.toFixed(1)}px)`;
  }

  #add(mark: FindingMark): void {
    const band = document.createElement("div");
    band.className = "finding";
    band.style.setProperty("--label", `var(${labelColour(mark.label)})`);
    const head = document.createElement("span");
    head.className = "findingHead";
    head.title = mark.title;
    head.style.top = `${TOP_PX + mark.row * ROW_PX}px`;
    const letter = document.createElement("b");
    letter.textContent = labelLetter(mark.label);
    const words = document.createElement("small");
    words.textContent = mark.words;
    head.append(letter, ` ${mark.label} `, words);
    band.append(head);
    this.#moving.append(band);
    this.#shown.set(mark.key, { mark, band, head });
  }

  #layOut(): void {
    const nextOfRow = new Map<number, number>();
    const newestFirst = [...this.#shown.values()].sort((a, b) => b.mark.beginIndex - a.mark.beginIndex);
    for (const { mark, band, head } of newestFirst) {
      const { beginIndex, endIndex, row } = mark;
      band.style.left = `${((beginIndex - this.#base) * this.#pxPerRow).toFixed(1)}px`;
      band.style.width = `${((endIndex - beginIndex) * this.#pxPerRow).toFixed(1)}px`;
      const next = nextOfRow.get(row);
      const room = next === undefined ? null : Math.max(LEAST_PX, (next - beginIndex) * this.#pxPerRow - 2);
      head.style.maxWidth = room === null ? "" : `${room.toFixed(0)}px`;
      nextOfRow.set(row, beginIndex);
    }
  }
}
