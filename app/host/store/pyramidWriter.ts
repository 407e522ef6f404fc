import type { SampleArray, SampleType } from "#domain/channels.ts";
import { addToBins, binRows, coarser, emptyBins, PYRAMID_FACTOR } from "#domain/pyramid.ts";

/** Bins a stored block: 2048 rows at the finest level, small enough to read a narrow window quickly. */
export const BLOCK_BINS = 256;

/** Called with each finished block. Blocks that saw no sample are left out. */
export type PutBlock = (level: number, block: number, bins: SampleArray) => void;

/**
 * Builds the pyramid of one stream from its rows in order, keeping one block a level in memory, however long the
 * stream is.
 */
export class PyramidWriter {
  readonly #type: SampleType;
  readonly #channels: number;
  readonly #endIndex: number;
  readonly #put: PutBlock;
  /** The block being filled of each level, or null before its first sample. */
  readonly #open: ({ block: number; bins: SampleArray } | null)[];

  constructor(type: SampleType, channels: number, endIndex: number, levels: number, put: PutBlock) {
    this.#type = type;
    this.#channels = channels;
    this.#endIndex = endIndex;
    this.#put = put;
    this.#open = Array.from({ length: levels }, () => null);
  }

  /** Adds interleaved rows; `firstIndex` never goes back. */
  add(rows: SampleArray, firstIndex: number): void {
    const count = rows.length / this.#channels;
    const blockRows = BLOCK_BINS * binRows(0);
    for (let row = 0; row < count; ) {
      const block = Math.floor((firstIndex + row) / blockRows);
      const upTo = Math.min(count, (block + 1) * blockRows - firstIndex);
      const bins = this.#binsOf(0, block);
      const part = rows.subarray(row * this.#channels, upTo * this.#channels);
      addToBins(bins, block * BLOCK_BINS, 0, this.#channels, part, firstIndex + row);
      row = upTo;
    }
  }

  /** Writes the blocks that are still open. */
  end(): void {
    for (let level = 0; level < this.#open.length; level++) this.#close(level);
  }

  #binsOf(level: number, block: number): SampleArray {
    const open = this.#open[level];
    if (open?.block === block) return open.bins;
    this.#close(level);
    const binsInAll = Math.ceil(this.#endIndex / binRows(level));
    const count = Math.min(BLOCK_BINS, binsInAll - block * BLOCK_BINS);
    const bins = emptyBins(this.#type, count * this.#channels * 2);
    this.#open[level] = { block, bins };
    return bins;
  }

  #close(level: number): void {
    const open = this.#open[level];
    if (!open) return;
    this.#open[level] = null;
    this.#put(level, open.block, open.bins);
    if (level + 1 === this.#open.length) return;
    // A block is a whole number of the next level's bins, so its coarser bins fall into one block there.
    const target = this.#binsOf(level + 1, Math.floor(open.block / PYRAMID_FACTOR));
    const firstBin = (open.block % PYRAMID_FACTOR) * (BLOCK_BINS / PYRAMID_FACTOR);
    target.set(coarser(open.bins, this.#channels, this.#type), firstBin * this.#channels * 2);
  }
}
