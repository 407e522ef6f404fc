import type { FeatureOfClass } from "#contract/learning.ts";
import { COLUMNS } from "#domain/learning/columns.ts";
import { anovaF } from "./anova.ts";
import { Columns } from "./columnValues.ts";
import type { FeatureMatrix } from "./matrix.ts";
import { finiteFeatures } from "./scaling.ts";

export interface FeatureRow {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly parameters: readonly number[];
  readonly f: number | null;
  readonly classes: readonly FeatureOfClass[];
}

/** Each feature by label, the one that tells them apart best first. @throws ProblemError learn.notANumber */
export function featureTable(matrix: FeatureMatrix, labels: readonly string[]): FeatureRow[] {
  const usable = finiteFeatures(matrix);
  const names = [...new Set(labels)].sort();
  const places = labels.map((label) => names.indexOf(label));
  const { values } = new Columns(matrix, usable);
  const rows = usable.map((feature, at) => {
    const { id, name, columns, parameters = [] } = matrix.definitions[feature]!;
    const classes = names.map((label, place) =>
      spreadOf(
        label,
        values[at]!.filter((_, row) => places[row] === place),
      ),
    );
    const f = anovaF(values[at]!, places);
    return { id, name, columns: columns.map((column) => COLUMNS[column]!), parameters, f, classes };
  });
  rows.sort((a, b) => b.f - a.f);
  return rows.map((row) => ({ ...row, f: Number.isFinite(row.f) ? row.f : null }));
}

/** Quartiles between the two nearest values, as NumPy and R do it; the deviation is that of a sample. */
function spreadOf(label: string, values: Float64Array): FeatureOfClass {
  const sorted = values.toSorted();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (place - Math.floor(place)) * (above - below);
  };
  return {
    label,
    segments: values.length,
    mean,
    deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)),
    lowest: at(0),
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    highest: at(1),
  };
}
