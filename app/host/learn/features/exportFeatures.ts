import type { DatasetQuery } from "#domain/learning/dataset.ts";
import type { FeatureSet } from "#domain/learning/plan.ts";
import type { TableColumn } from "../../exchange/table/table.ts";
import { writeTable } from "../../exchange/table/writeTable.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { CutPlan } from "../dataset/cuts.ts";
import { type AskedStore, askedCuts } from "./askedCuts.ts";
import { featuresOf } from "./featureSets.ts";
import { measureFeatures } from "./matrix.ts";

export interface FeatureExport {
  readonly query: DatasetQuery;
  readonly plan: CutPlan;
  readonly set: FeatureSet;
}

/**
 * Writes the features of segments, one row a segment, as CSV or Parquet by the path's ending. Unscaled, as the engine
 * computes them; a number that is none is left empty. @throws ProblemError learn.tooFew, export.unknownTable, export.failed
 */
export async function exportFeatures(
  store: AskedStore,
  { set, ...asked }: FeatureExport,
  path: string,
): Promise<{ segments: number; features: number }> {
  const { cuts, needs } = await askedCuts(store, new WarmMotion(0), asked, 1);
  const { definitions, values } = await measureFeatures(cuts, needs, featuresOf(set));
  const text = (name: string, values: TableColumn["values"]): TableColumn => ({ name, type: "text", values });
  // Microseconds do not fit 32 bits; a double holds them exactly.
  const number = (name: string, values: TableColumn["values"]): TableColumn => ({ name, type: "number", values });
  await writeTable(path, [
    text(
      "capture",
      cuts.map(({ captureId }) => captureId),
    ),
    text(
      "group",
      cuts.map(({ group }) => group),
    ),
    text(
      "segment",
      cuts.map(({ segmentId }) => segmentId),
    ),
    text(
      "hand",
      cuts.map(({ hand }) => hand),
    ),
    text(
      "label",
      cuts.map(({ label }) => label),
    ),
    number(
      "start_us",
      cuts.map(({ startUs }) => startUs),
    ),
    number(
      "end_us",
      cuts.map(({ endUs }) => endUs),
    ),
    ...definitions.map(({ id }, feature) =>
      number(
        id,
        cuts.map((_, row) => finiteOrNull(values[row * definitions.length + feature]!)),
      ),
    ),
  ]);
  return { segments: cuts.length, features: definitions.length };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
