/** What a bad line does to bytes: each byte is lost or has one bit flipped, by chance. Same seed, same faults. */
export class ByteFaults {
  /** Chance per byte. May be changed at any time. */
  dropRate = 0;
  flipRate = 0;
  /** Offsets, in all that was sent, of every byte that was lost or changed. */
  readonly damagedOffsets: number[] = [];
  #state: number;
  #offset = 0;

  constructor(seed = 1) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  }

  /** The bytes as they arrive. */
  apply(bytes: Uint8Array): Uint8Array {
    const start = this.#offset;
    this.#offset += bytes.length;
    if (this.dropRate === 0 && this.flipRate === 0) return bytes;
    const out = new Uint8Array(bytes.length);
    let kept = 0;
    for (const [i, byte] of bytes.entries()) {
      const fate = this.#chance();
      if (fate < this.dropRate + this.flipRate) this.damagedOffsets.push(start + i);
      if (fate < this.dropRate) continue;
      const flip = fate < this.dropRate + this.flipRate;
      out[kept++] = flip ? byte ^ (1 << Math.floor(this.#chance() * 8)) : byte;
    }
    return out.subarray(0, kept);
  }

  /** xorshift32 */
  #chance(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
}
