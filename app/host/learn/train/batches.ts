import type { Random } from "#domain/random.ts";

export interface Labeled {
  /** `size` numbers for each example. */
  readonly inputs: Float32Array;
  readonly classes: Uint8Array;
  readonly size: number;
}

/** Labeled examples in portions; the last one is smaller. */
export class Batches {
  readonly #all: Labeled;
  readonly #order: Uint32Array;

  constructor(all: Labeled) {
    this.#all = all;
    this.#order = Uint32Array.from(all.classes, (_, i) => i);
  }

  /** Each time in another order (Fisher & Yates), the same for the same state of `random`. */
  *shuffled(examples: number, random: Random): Generator<Labeled> {
    const order = this.#order;
    for (let i = order.length - 1; i > 0; i--) {
      const other = Math.floor(random.next() * (i + 1));
      const swap = order[i]!;
      order[i] = order[other]!;
      order[other] = swap;
    }
    const { inputs, classes, size } = this.#all;
    for (let from = 0; from < order.length; from += examples) {
      const chosen = order.subarray(from, from + examples);
      const batch = new Float32Array(chosen.length * size);
      for (const [i, example] of chosen.entries()) {
        batch.set(inputs.subarray(example * size, (example + 1) * size), i * size);
      }
      yield { inputs: batch, classes: Uint8Array.from(chosen, (example) => classes[example]!), size };
    }
  }

  *inOrder(examples: number): Generator<Labeled> {
    const { inputs, classes, size } = this.#all;
    for (let from = 0; from < classes.length; from += examples) {
      const to = Math.min(from + examples, classes.length);
      yield { inputs: inputs.subarray(from * size, to * size), classes: classes.subarray(from, to), size };
    }
  }
}
