import { Columns, EMPTY, LOST, lineColumns } from "../columns.ts";
import type { SampleRing } from "./sampleRing.ts";

/**
 * Pixel columns of a picture that scrolls: column `floor(index * columnsPerRow)` of the whole stream stands in slot
 * `column % width`. Each new row is added once, whatever the length of the window.
 */
export class LiveColumns {
  readonly columns: Columns;
  readonly #ring: SampleRing;
  readonly #perRow: number;
  #next: number;
  #head: number | null = null;

  constructor(ring: SampleRing, width: number, columnsPerRow: number) {
    this.columns = new Columns(ring.channels, width);
    this.#ring = ring;
    this.#perRow = columnsPerRow;
    // What would scroll out at once need not be added; the row before lets the first line begin outside.
    this.#next = Math.max(ring.start, ring.end - Math.ceil(width / columnsPerRow) - 1);
  }

  /** Slot of the image's leftmost column. */
  get offset(): number {
    return this.#head === null ? 0 : (this.#head + 1) % this.columns.width;
  }

  /** Takes in what the ring has got since the last call. @returns how many columns the picture moved on. */
  advance(): number {
    const { end } = this.#ring;
    if (this.#ring.empty || end === this.#next) return 0;
    if (end < this.#next) this.#restart();
    const before = this.#head;
    for (let index = Math.max(this.#next, this.#ring.start); index < end; index++) this.#add(index);
    this.#next = end;
    return before === null ? this.columns.width : Math.min(this.columns.width, this.#head! - before);
  }

  #add(index: number): void {
    const x = index * this.#perRow;
    const column = Math.floor(x);
    const present = this.#ring.has(index);
    const joined = present && this.#ring.has(index - 1) && this.#head !== null;
    this.#goTo(column, joined ? 0 : LOST | EMPTY);
    const slot = column % this.columns.width;
    if (!present) {
      this.columns.flags[slot]! |= LOST;
      return;
    }
    this.columns.flags[slot]! &= ~EMPTY;
    const from = joined ? x - this.#perRow : x;
    for (let channel = 0; channel < this.columns.channels; channel++) {
      const value = this.#ring.value(index, channel);
      const last = joined ? this.#ring.value(index - 1, channel) : value;
      lineColumns(from, last, x, value, (at, low, high) => this.#widen(channel, at, low, high));
    }
  }

  #widen(channel: number, column: number, low: number, high: number): void {
    if (column <= this.#head! - this.columns.width) return;
    this.columns.widen(channel, column % this.columns.width, low, high);
  }

  /** Clears the columns that come into the picture and gives them these flags. */
  #goTo(column: number, flags: number): void {
    if (this.#head === null) {
      this.#head = column;
      return;
    }
    for (let at = Math.max(this.#head + 1, column - this.columns.width + 1); at <= column; at++) {
      const slot = at % this.columns.width;
      this.columns.clearSlot(slot);
      this.columns.flags[slot] = flags;
    }
    this.#head = Math.max(this.#head, column);
  }

  #restart(): void {
    this.columns.clear();
    this.#head = null;
    this.#next = this.#ring.start;
  }
}
