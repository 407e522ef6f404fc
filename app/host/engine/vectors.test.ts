import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Comparison, SegmenterSpec, StatisticSpace, ThresholdRule } from "./descriptor/segmenter.ts";
import { segmentingOnly, writeDescriptor } from "./descriptor/writeDescriptor.ts";
import { EnginePipeline } from "./pipeline.ts";
import { engineHere } from "./testing/engineHere.ts";

/** The numeric vectors of the specification stand beside a checkout (native/test/sharedFolder.mjs), or nowhere. */
const root = join(import.meta.dirname, "../../..");
const places = [process.env.RINGSIDE_SHARED, join(root, "../shared"), join(root, "../../shared")];
const file = places.map((place) => join(place ?? "", "spec/vectors.json")).find((path) => existsSync(path));

interface Vector {
  readonly id: string;
  readonly group: string;
  readonly function: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly columns_ref: { readonly dataset: string; readonly cols: readonly number[] };
  /** [start, length] */
  readonly expected: readonly (readonly [number, number])[];
}

const { vectors, datasets } = (file ? JSON.parse(readFileSync(file, "utf8")) : { vectors: [], datasets: {} }) as {
  vectors: Vector[];
  datasets: Record<string, { columns: number[][] }>;
};
/** Those of the device's own code, whose samples are int16 already. */
const streaming = vectors.filter(({ group }) => group === "Segmenter (streaming)");

const SPACES: Readonly<Record<string, StatisticSpace>> = {
  std: "standard_deviation",
  variance: "variance",
  sum: "sum",
  "absolute sum": "absolute_sum",
  "absolute avg": "absolute_average",
};

function specOf({ function: name, params, columns_ref }: Vector): SegmenterSpec {
  const number = (key: string) => Number(params[key]);
  const space = (key: string) => SPACES[String(params[key] ?? params.threshold_space)]!;
  const comparison = (key: string, otherwise: string): Comparison =>
    String(params[key] ?? otherwise).startsWith("max") ? "at_least" : "at_most";
  const width = number("threshold_space_width");
  const lengths = { shortest: number("min_segment_length"), longest: number("max_segment_length") };
  if (name === "Windowing") return { kind: "windowing", window: number("window_size"), step: number("delta") };
  if (name === "Windowing Threshold Segmentation") {
    return {
      kind: "windowing_threshold",
      column: 0,
      space: space("threshold_space"),
      comparison: comparison("comparison", "max"),
      threshold: number("vt_threshold"),
      compat: true,
      window: number("window_size"),
      offset: number("offset"),
      width,
    };
  }
  if (name === "Adaptive Windowing Segmentation") {
    const threshold = number("threshold");
    return {
      kind: "adaptive_windowing",
      columns: [0],
      ...lengths,
      threshold,
      absolute: params.absolute_value === true,
      compat: true,
    };
  }
  const rule = (end: "first" | "second", column: number, otherwise: string): ThresholdRule => ({
    column,
    space: space(`${end}_threshold_space`),
    comparison: comparison(`${end}_comparison`, otherwise),
    threshold: number(`${end}_vt_threshold`),
  });
  const [start, stop] = [rule("first", 0, "max"), rule("second", columns_ref.cols.length > 1 ? 1 : 0, "min")];
  return { kind: "general_threshold", start, stop, width, ...lengths, dropOver: false, keepPartial: false };
}

describe.skipIf(!engineHere || file === undefined)("the specification's streaming segmenter vectors", () => {
  test.each(streaming.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
    const columns = vector.columns_ref.cols.map((column) => datasets[vector.columns_ref.dataset]!.columns[column]!);
    const rows = Int16Array.from({ length: columns[0]!.length * columns.length }, (_, i) => {
      return columns[i % columns.length]![Math.floor(i / columns.length)]!;
    });
    const events = await new EnginePipeline(writeDescriptor(segmentingOnly(columns.length, [], specOf(vector)))).run(
      rows,
    );
    expect(events.map(({ beginIndex, endIndex }) => [beginIndex, endIndex - beginIndex])).toEqual(vector.expected);
  });
});
