import { PCA } from "ml-pca";
import { UMAP } from "umap-js";
import { randomOf } from "#domain/random.ts";
import { nearest, oddness } from "./neighbours.ts";

/** Numbers of segments, row after row, all finite. */
export interface MapTask {
  readonly values: Float32Array;
  readonly width: number;
  /** A number for each label. */
  readonly labels: Uint16Array;
  readonly method: "pca" | "umap";
  readonly seed: number;
}

export interface MapLayout {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly odd: Float64Array;
  readonly explained: [number, number] | null;
}

/** With fewer there is nothing to lay out; UMAP needs more points than neighbours. */
export const LEAST_POINTS = 5;
/** Principal components that neighbours are looked for in: more are mostly noise, and cost time. */
const COMPONENTS = 20;
/** As UMAP's authors take it; also how many decide whether a segment is odd. */
const NEIGHBOURS = 15;

/**
 * Lays segments on a plane: the first two principal components of their standardized features, or UMAP over the first
 * twenty. `onProgress` hears shares done.
 */
export function layOut(task: MapTask, onProgress: (doneShare: number) => void): MapLayout {
  const standard = standardized(task.values, task.width);
  const rows = task.labels.length;
  if (standard.width === 0) {
    const nowhere = () => new Float64Array(rows);
    return { x: nowhere(), y: nowhere(), odd: nowhere(), explained: task.method === "pca" ? [0, 0] : null };
  }
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from(standard.values.subarray(row * standard.width, (row + 1) * standard.width)),
  );
  const pca = new PCA(table, { method: "covarianceMatrix", center: false, scale: false });
  const width = Math.min(COMPONENTS, standard.width);
  const components = pca.predict(table, { nComponents: width }).to2DArray();
  onProgress(0.1);
  const neighbours = nearest(Float64Array.from(components.flat()), width, Math.min(NEIGHBOURS, rows - 2));
  onProgress(0.3);
  const odd = oddness(neighbours, task.labels);
  if (task.method === "pca") {
    const [first = 0, second = 0] = pca.getExplainedVariance();
    return { ...plane(components), odd, explained: [first, second] };
  }
  const random = randomOf(task.seed, "map");
  const umap = new UMAP({ nNeighbors: neighbours.count + 1, random: () => random.next() });
  // UMAP counts a point as its own first neighbour.
  const own = <T extends Uint32Array | Float64Array>(list: T, self: (row: number) => number) =>
    Array.from({ length: rows }, (_, row) => [
      self(row),
      ...list.subarray(row * neighbours.count, (row + 1) * neighbours.count),
    ]);
  umap.setPrecomputedKNN(
    own(neighbours.places, (row) => row),
    own(neighbours.distances, () => 0),
  );
  const epochs = umap.initializeFit(components);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    onProgress(0.3 + (0.7 * epoch) / epochs);
  }
  return { ...plane(umap.getEmbedding()), odd, explained: null };
}

function plane(points: readonly (readonly number[])[]): Pick<MapLayout, "x" | "y"> {
  const axis = (place: number) => Float64Array.from(points, (point) => point[place] ?? 0);
  return { x: axis(0), y: axis(1) };
}

/** Mean 0 and variance 1 for every feature; those that never change are left out. */
function standardized(values: Float32Array, width: number): { values: Float64Array; width: number } {
  const rows = values.length / width;
  const kept: { feature: number; mean: number; deviation: number }[] = [];
  for (let feature = 0; feature < width; feature++) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rows; row++) sum += values[row * width + feature]!;
    const mean = sum / rows;
    for (let row = 0; row < rows; row++) squares += (values[row * width + feature]! - mean) ** 2;
    const deviation = Math.sqrt(squares / rows);
    // float32 leaves a rest where a feature only seems to change.
    if (deviation > 1e-6 * (1e-30 + Math.abs(mean))) kept.push({ feature, mean, deviation });
  }
  const standard = new Float64Array(rows * kept.length);
  for (let row = 0; row < rows; row++) {
    for (const [i, { feature, mean, deviation }] of kept.entries()) {
      standard[row * kept.length + i] = (values[row * width + feature]! - mean) / deviation;
    }
  }
  return { values: standard, width: kept.length };
}
