import { type Random, randomOf } from "#domain/random.ts";
import type { Columns } from "./columnValues.ts";

/** As many trees as the tools that we replace take. */
const TREES = 250;
/** A node of fewer segments is a leaf. */
const SMALLEST = 4;

/**
 * How much each feature lowers the Gini impurity in extremely randomized trees (Geurts, Ernst and Wehenkel 2006: random
 * thresholds, the best of root-many features), as shares of one. The same seed gives the same numbers.
 */
export function extraTreesImportance(columns: Columns, classes: readonly number[], seed: number): number[] {
  const random = randomOf(seed, "feature importance");
  const importance = columns.map(() => 0);
  const places = [...new Set(classes)].sort((a, b) => a - b);
  const labels = Uint8Array.from(classes, (each) => places.indexOf(each));
  const grower = new Grower(columns, labels, places.length, random, importance);
  for (let tree = 0; tree < TREES; tree++) grower.grow(Uint32Array.from(labels, (_, row) => row));
  const total = importance.reduce((sum, one) => sum + one, 0);
  return importance.map((one) => (total === 0 ? 0 : one / total));
}

class Grower {
  readonly #columns: readonly Float64Array[];
  readonly #labels: Uint8Array;
  readonly #classes: number;
  readonly #random: Random;
  readonly #importance: number[];
  readonly #tries: number;

  constructor(columns: Columns, labels: Uint8Array, classes: number, random: Random, importance: number[]) {
    this.#columns = columns.values;
    this.#labels = labels;
    this.#classes = classes;
    this.#random = random;
    this.#importance = importance;
    this.#tries = Math.max(1, Math.round(Math.sqrt(columns.values.length)));
  }

  /** Splits these rows for as long as it helps. */
  grow(rows: Uint32Array): void {
    const open = [rows];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const impurity = this.#impurity(node);
      if (node.length < SMALLEST || impurity === 0) continue;
      let best: { feature: number; gain: number; sides: readonly [Uint32Array, Uint32Array] } | null = null;
      for (let i = 0; i < this.#tries; i++) {
        const feature = Math.floor(this.#random.next() * this.#columns.length);
        const sides = this.#split(node, this.#columns[feature]!);
        if (sides === null) continue;
        const gain = impurity - this.#impurity(sides[0]) - this.#impurity(sides[1]);
        if (best === null || gain > best.gain) best = { feature, gain, sides };
      }
      if (best === null) continue;
      this.#importance[best.feature]! += best.gain;
      open.push(...best.sides);
    }
  }

  /** At a threshold by chance between the ends; null where the feature does not change. */
  #split(rows: Uint32Array, values: Float64Array): [Uint32Array, Uint32Array] | null {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const row of rows) {
      low = Math.min(low, values[row]!);
      high = Math.max(high, values[row]!);
    }
    if (low === high) return null;
    const threshold = this.#random.between(low, high);
    return [rows.filter((row) => values[row]! <= threshold), rows.filter((row) => values[row]! > threshold)];
  }

  /** Gini impurity times the number of rows. */
  #impurity(rows: Uint32Array): number {
    const counts = new Float64Array(this.#classes);
    for (const row of rows) counts[this.#labels[row]!]!++;
    return rows.length === 0 ? 0 : rows.length - counts.reduce((sum, count) => sum + count * count, 0) / rows.length;
  }
}
