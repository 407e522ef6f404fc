import type { FeatureMatrix } from "./matrix.ts";

/** Some features of a matrix, a list of numbers each. */
export class Columns {
  readonly values: readonly Float64Array[];

  constructor({ definitions, rows, values }: FeatureMatrix, features: readonly number[]) {
    this.values = features.map((feature) =>
      Float64Array.from({ length: rows }, (_, row) => values[row * definitions.length + feature]!),
    );
  }

  map<T>(make: (values: Float64Array) => T): T[] {
    return this.values.map(make);
  }

  /** Pearson's r of two of them; 0 where one never changes. */
  correlation(a: number, b: number): number {
    const [x, y] = [this.values[a]!, this.values[b]!];
    const [meanX, meanY] = [meanOf(x), meanOf(y)];
    let [xy, xx, yy] = [0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
      xy += dx * dy;
      xx += dx * dx;
      yy += dy * dy;
    }
    return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
