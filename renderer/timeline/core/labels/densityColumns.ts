/** Columns are this wide: one that holds a lone segment can still be seen. CSS pixels. */
export const COLUMN_PX = 2;

/**
 * Counts segments that are narrower than a column, by colour. Each column that holds any is painted full height, shared
 * by its colours in proportion, so that a lone segment is never hidden.
 */
export class DensityColumns {
  readonly #columns: number;
  readonly #colours: string[] = [];
  readonly #counts: Uint32Array[] = [];

  constructor(widthPx: number) {
    this.#columns = Math.ceil(widthPx / COLUMN_PX);
  }

  add(xPx: number, colour: string): void {
    const column = Math.floor(xPx / COLUMN_PX);
    if (column < 0 || column >= this.#columns) return;
    let at = this.#colours.indexOf(colour);
    if (at === -1) {
      at = this.#colours.push(colour) - 1;
      this.#counts.push(new Uint32Array(this.#columns));
    }
    this.#counts[at]![column]! += 1;
  }

  /** Calls back for every part of every column that holds something: share of the height, from the top. */
  forEach(paint: (xPx: number, from: number, to: number, colour: string) => void): void {
    if (this.#colours.length === 0) return;
    for (let column = 0; column < this.#columns; column++) {
      const all = this.#counts.reduce((sum, counts) => sum + counts[column]!, 0);
      if (all === 0) continue;
      let from = 0;
      this.#counts.forEach((counts, i) => {
        const share = counts[column]! / all;
        if (share > 0) paint(column * COLUMN_PX, from, from + share, this.#colours[i]!);
        from += share;
      });
    }
  }
}
