/** A segment in sample indexes, `last` included: the replaced tool counts so. */
export interface IndexedLabel {
  readonly first: number;
  readonly last: number;
  readonly label: string;
}

/** truth -> predicted -> how often. */
export type SensimlMatrix = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * The confusion matrix of the replaced tool's "Compute Accuracy" by its exact rule (spec/pipeline.md 7.4), of one stream of
 * one capture: what is the most frequent truth under each prediction? Its weaknesses are kept, so that numbers can be
 * compared: missed truth and predictions on unlabelled samples are in no cell, several predictions in one truth segment all
 * count, and the truth ends where its last segment in the list ends.
 */
export function sensimlMatrix(truth: readonly IndexedLabel[], predicted: readonly IndexedLabel[]): SensimlMatrix {
  const matrix = new Map<string, Map<string, number>>();
  const end = (truth.at(-1)?.last ?? -1) + 1;
  // "" sorts before every label: of a tie between unlabelled and labelled, unlabelled wins.
  const labels = ["", ...new Set(truth.map(({ label }) => label))].sort();
  const codes = new Map(labels.map((label, code) => [label, code]));
  const samples = new Uint16Array(end);
  for (const { first, last, label } of truth) samples.fill(codes.get(label)!, first, last + 1);
  const counts = new Uint32Array(labels.length);
  for (const { first, last, label } of predicted) {
    counts.fill(0);
    for (const code of samples.subarray(first, last + 1)) counts[code]!++;
    const most = labels[counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0))]!;
    if (most === "") continue;
    const row = matrix.get(most) ?? new Map<string, number>();
    matrix.set(most, row.set(label, (row.get(label) ?? 0) + 1));
  }
  return matrix;
}

/** What the tool's percentage is made of: all cells, and those where prediction and truth are the same. */
export function sensimlCounts(matrix: SensimlMatrix): { readonly counted: number; readonly right: number } {
  let [counted, right] = [0, 0];
  for (const [truth, row] of matrix) {
    for (const [predicted, count] of row) {
      counted += count;
      if (predicted === truth) right += count;
    }
  }
  return { counted, right };
}

export interface NamedSize {
  readonly name: string;
  readonly samples: number;
}

/**
 * Predictions on captures that were put one behind the other, brought back to their captures: the part before each one's
 * start is its own; what begins in one and ends in the next is dropped.
 */
export function reindexConcatenated<T extends { readonly first: number; readonly last: number }>(
  captures: readonly NamedSize[],
  predicted: readonly T[],
): (T & { readonly capture: string })[] {
  let begin = 0;
  return captures.flatMap(({ name, samples }) => {
    const from = begin;
    begin += samples;
    return predicted
      .filter(({ first, last }) => first >= from && last < from + samples)
      .map((one) => ({ ...one, first: one.first - from, last: one.last - from, capture: name }));
  });
}
