/**
 * Bytes that came and were not used yet. One growing block with a start offset: appending and dropping cost no copy of
 * what is kept, except now and then.
 */
export class ByteBuffer {
  #block = new Uint8Array(4096);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#block.length) this.#makeRoom(bytes.length);
    this.#block.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** What is there, valid until the next append. */
  peek(): Uint8Array<ArrayBuffer> {
    return this.#block.subarray(this.#start, this.#end);
  }

  drop(count: number): void {
    this.#start = Math.min(this.#start + count, this.#end);
  }

  /** A copy of the first bytes, which are dropped. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const taken = this.#block.slice(this.#start, Math.min(this.#start + count, this.#end));
    this.drop(count);
    return taken;
  }

  #makeRoom(more: number): void {
    const kept = this.peek();
    const needed = kept.length + more;
    const block = needed > this.#block.length / 2 ? new Uint8Array(2 * needed) : this.#block;
    block.set(kept);
    this.#block = block;
    this.#start = 0;
    this.#end = kept.length;
  }
}
