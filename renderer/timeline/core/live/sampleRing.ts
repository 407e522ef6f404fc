import type { SampleSlice } from "#contract/slice.ts";
import { newSampleArray, type SampleArray, type SampleType } from "#domain/channels.ts";

/** The newest rows of one device, by sample index. What was lost stays a hole. */
export class SampleRing {
  readonly channels: number;
  readonly capacity: number;
  readonly #values: SampleArray;
  readonly #present: Uint8Array;
  /** Where this stream began for us. */
  #first = 0;
  #end = 0;
  #started = false;

  constructor(type: SampleType, channels: number, capacityRows: number) {
    this.channels = channels;
    this.capacity = Math.max(1, Math.ceil(capacityRows));
    this.#values = newSampleArray(type, this.capacity * channels);
    this.#present = new Uint8Array(this.capacity);
  }

  /** One past the newest index. */
  get end(): number {
    return this.#end;
  }

  /** The oldest index that may be held. */
  get start(): number {
    return Math.max(this.#first, this.#end - this.capacity);
  }

  get empty(): boolean {
    return !this.#started;
  }

  has(index: number): boolean {
    return index < this.#end && index >= this.start && this.#present[this.#slot(index)] === 1;
  }

  value(index: number, channel: number): number {
    return this.#values[this.#slot(index) * this.channels + channel]!;
  }

  /** @returns false where the slice is of another shape; nothing of it is kept then. */
  push(slice: SampleSlice): boolean {
    if (slice.width !== this.channels) return false;
    let at = 0;
    for (const run of slice.runs) {
      this.#open(run.firstIndex);
      for (let row = 0; row < run.rows; row++, at += this.channels) {
        const slot = this.#slot(this.#end++);
        this.#present[slot] = 1;
        for (let c = 0; c < this.channels; c++) this.#values[slot * this.channels + c] = slice.values[at + c]!;
      }
    }
    return true;
  }

  /** Goes to where a run begins: a hole where rows are missing, a fresh start where the count went back. */
  #open(firstIndex: number): void {
    if (!this.#started || firstIndex < this.#end) {
      this.#present.fill(0);
      this.#first = firstIndex;
      this.#end = firstIndex;
      this.#started = true;
      return;
    }
    const hole = firstIndex - this.#end;
    if (hole >= this.capacity) this.#present.fill(0);
    else for (let i = 0; i < hole; i++) this.#present[this.#slot(this.#end + i)] = 0;
    this.#end = firstIndex;
  }

  #slot(index: number): number {
    return index % this.capacity;
  }
}
