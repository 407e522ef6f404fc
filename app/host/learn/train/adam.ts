import type { Weights } from "./weights.ts";

/** The constants of Kingma & Ba 2015; the last is TensorFlow's. */
const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const TINY = 1e-7;

/** Adam (Kingma & Ba 2015): steps as long as a weight's gradients agree. Moves the weights in place. */
export class Adam {
  readonly #rate: number;
  readonly #first: readonly Float64Array[];
  readonly #second: readonly Float64Array[];
  #firstLeft = 1;
  #secondLeft = 1;

  constructor(weights: Weights, rate: number) {
    this.#rate = rate;
    this.#first = weights.map(({ length }) => new Float64Array(length));
    this.#second = weights.map(({ length }) => new Float64Array(length));
  }

  step(weights: Weights, gradients: readonly ArrayLike<number>[]): void {
    this.#firstLeft *= FIRST_DECAY;
    this.#secondLeft *= SECOND_DECAY;
    for (const [i, part] of weights.entries()) {
      const gradient = gradients[i]!;
      const first = this.#first[i]!;
      const second = this.#second[i]!;
      for (let j = 0; j < part.length; j++) {
        const slope = gradient[j]!;
        first[j] = FIRST_DECAY * first[j]! + (1 - FIRST_DECAY) * slope;
        second[j] = SECOND_DECAY * second[j]! + (1 - SECOND_DECAY) * slope * slope;
        const mean = first[j]! / (1 - this.#firstLeft);
        const size = Math.sqrt(second[j]! / (1 - this.#secondLeft));
        part[j] = part[j]! - (this.#rate * mean) / (size + TINY);
      }
    }
  }
}
