/** A packet that is believed, with the packets that are missing before it. */
export interface Accepted<T> {
  readonly packet: T;
  readonly missing: number;
}

export interface Judgement<T> {
  readonly accepted: readonly Accepted<T>[];
  /** Packets that turned out to belong nowhere. */
  readonly refused: number;
}

/**
 * Judges packets by their sequence numbers, which wrap. The next number is believed at once. Any other number is held
 * until the packet after it: if that one goes on from it, there was a gap, or the device started again; if not, the
 * number was damaged or the frame was a false one (a checksum of 8 bits lets one in 256 through), and it is refused.
 * The same holds for the very first packet.
 */
export class SequenceTracker<T> {
  readonly #modulus: number;
  readonly #farthest: number;
  #last: number | null = null;
  #held: { readonly sequence: number; readonly packet: T } | null = null;

  /** `farthest`: the largest step that still counts as a gap. */
  constructor(modulus: number, farthest: number) {
    this.#modulus = modulus;
    this.#farthest = farthest;
  }

  offer(sequence: number, packet: T): Judgement<T> {
    const held = this.#held;
    if (held === null) return this.#take(sequence, packet);
    this.#held = null;
    if (this.#step(held.sequence, sequence) >= this.#step(this.#last, sequence)) {
      const { accepted } = this.#take(sequence, packet);
      return { accepted, refused: 1 };
    }
    const first = this.#accept(held.sequence, held.packet);
    const { accepted } = this.#take(sequence, packet);
    return { accepted: [first, ...accepted], refused: 0 };
  }

  /** The stream is over: what is held is believed if it fits at all. */
  end(): Judgement<T> {
    const held = this.#held;
    this.#held = null;
    if (held === null) return { accepted: [], refused: 0 };
    const fits = this.#last === null || this.#step(this.#last, held.sequence) < Number.POSITIVE_INFINITY;
    return fits ? { accepted: [this.#accept(held.sequence, held.packet)], refused: 0 } : { accepted: [], refused: 1 };
  }

  #take(sequence: number, packet: T): Judgement<T> {
    if (this.#step(this.#last, sequence) === 1) return { accepted: [this.#accept(sequence, packet)], refused: 0 };
    this.#held = { sequence, packet };
    return { accepted: [], refused: 0 };
  }

  /** A number that does not follow is a new beginning: how many rows that cost, nobody can tell. */
  #accept(sequence: number, packet: T): Accepted<T> {
    const step = this.#step(this.#last, sequence);
    this.#last = sequence;
    return { packet, missing: step === Number.POSITIVE_INFINITY ? 0 : step - 1 };
  }

  /** How many numbers ahead; infinite where it is not ahead, or too far. */
  #step(from: number | null, to: number): number {
    if (from === null) return Number.POSITIVE_INFINITY;
    const step = (to - from + this.#modulus) % this.#modulus;
    return step >= 1 && step <= this.#farthest ? step : Number.POSITIVE_INFINITY;
  }
}
