import type { SampleSlice } from "#contract/slice.ts";

/** Bytes of tiles kept: an hour of two gloves at its finest useful level, some times over. */
const DEFAULT_LIMIT_BYTES = 96 * 1024 * 1024;

interface Entry {
  readonly slice: SampleSlice;
  readonly bytes: number;
}

/** Keeps what was used last, up to a number of bytes. One cache serves all streams of a timeline. */
export class TileCache {
  readonly #limitBytes: number;
  /** Oldest use first: a Map keeps the order of insertion. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(limitBytes: number = DEFAULT_LIMIT_BYTES) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): SampleSlice | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.slice;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  put(key: string, slice: SampleSlice): void {
    this.delete(key);
    // A slice keeps the whole answer alive that it views.
    const entry = { slice, bytes: slice.values.buffer.byteLength };
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limitBytes || oldest === key) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
