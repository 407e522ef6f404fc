import type { Block } from "../capture/rowPlacer.ts";
import { encodeFrame } from "../sources/ssi/encode.ts";

/** Turns what the gloves send into the bytes of one client's stream. `glove` counts among those served. */
export interface RowWriter {
  write(glove: number, block: Block): Uint8Array | null;
}

/** Bytes of one row, for each glove. */
export type RowSizes = readonly number[];

/**
 * Frames of version 2 with one row each, the glove's number as channel, and the row's place as sequence number: what a
 * receiver does not get it knows to be missing, be it lost on the way to us or from us.
 */
export class FramedRows implements RowWriter {
  readonly #sizes: RowSizes;

  constructor(sizes: RowSizes) {
    this.#sizes = sizes;
  }

  write(glove: number, { rows, count, firstIndex }: Block): Uint8Array {
    const size = this.#sizes[glove]!;
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    const frames = Array.from({ length: count }, (_, row) =>
      encodeFrame({ channel: glove, word: firstIndex + row + 1 }, bytes.subarray(row * size, (row + 1) * size)),
    );
    return Buffer.concat(frames);
  }
}

/** Rows and nothing else, as other clients take them of one glove; loss cannot be seen in them. */
export class RawRows implements RowWriter {
  write(_glove: number, { rows }: Block): Uint8Array {
    return new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
  }
}

interface WaitingRow {
  readonly index: number;
  readonly row: Uint8Array;
  readonly measuredUs: number;
}

/**
 * Raw rows of two gloves, one of each side by side. They begin with the rows that were measured at the same time, and rows whose
 * partner was lost are left out, so that a gap does not shift one glove against the other for ever.
 */
export class PairedRows implements RowWriter {
  readonly #sizes: RowSizes;
  readonly #stepUs: number;
  readonly #waiting: readonly [WaitingRow[], WaitingRow[]] = [[], []];
  /** How far the indexes of the second glove are ahead of those of the first; null before both have come. */
  #ahead: number | null = null;

  /** `rateHz`: of both gloves. */
  constructor(sizes: RowSizes, rateHz: number) {
    this.#sizes = sizes;
    this.#stepUs = 1e6 / rateHz;
  }

  write(glove: number, { rows, count, firstIndex, measuredUs }: Block): Uint8Array | null {
    const size = this.#sizes[glove]!;
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    const waiting = this.#waiting[glove === 0 ? 0 : 1];
    for (let i = 0; i < count; i++) {
      const row = bytes.slice(i * size, (i + 1) * size);
      waiting.push({ index: firstIndex + i, row, measuredUs: measuredUs + i * this.#stepUs });
    }
    const [left, right] = this.#waiting;
    if (left.length === 0 || right.length === 0) return null;
    const apartUs = right[0]!.measuredUs - left[0]!.measuredUs;
    this.#ahead ??= right[0]!.index - left[0]!.index - Math.round(apartUs / this.#stepUs);
    const pairs: Uint8Array[] = [];
    while (left.length > 0 && right.length > 0) {
      const lead = right[0]!.index - left[0]!.index - this.#ahead;
      if (lead > 0) left.shift();
      else if (lead < 0) right.shift();
      else pairs.push(left.shift()!.row, right.shift()!.row);
    }
    return pairs.length === 0 ? null : Buffer.concat(pairs);
  }
}
