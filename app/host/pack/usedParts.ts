import type { DescribedPipeline } from "../engine/descriptor/readDescriptor.ts";
import type { EngineSource } from "./engineSource.ts";

/** Sensor stages that a build without filters still has (native/engine/pipeline/sensor_chain.hpp). */
const PLAIN_STAGES: readonly string[] = ["magnitude", "average", "absolute_average", "negate"];
/** A list without rows would leave the engine's parameters unused, which strict compilers warn of. */
const ANY_FEATURE = "mean";

export interface UsedParts {
  /** Macros that are defined before the engine is included, with their values, in order. */
  readonly macros: readonly (readonly [name: string, value: string])[];
  readonly segmenters: readonly string[];
  readonly features: readonly string[];
}

/**
 * What pipelines need of the engine; the rest stays out of the program. Rows are taken from the engine's own lists, in their
 * order.
 */
export function usedParts(pipelines: readonly DescribedPipeline[], source: EngineSource): UsedParts {
  const any = (of: (pipeline: DescribedPipeline) => boolean) => (pipelines.some(of) ? "1" : "0");
  const segmenters = new Set<string>(pipelines.map(({ segmenter }) => segmenter.kind));
  const features = new Set<string>(pipelines.flatMap((pipeline) => pipeline.features.map(({ name }) => name)));
  if (features.size === 0) features.add(ANY_FEATURE);
  const segmenterRows = rowsOf(source, "engine/segmenter/any_segmenter.hpp", "RINGSIDE_SEGMENTER_LIST", segmenters);
  const featureRows = rowsOf(source, "engine/feature/feature_list.hpp", "RINGSIDE_FEATURE_LIST", features);
  return {
    segmenters: [...segmenters],
    features: [...features],
    macros: [
      [
        "RINGSIDE_WITH_SENSOR_FILTERS",
        any(({ sensorStages }) => sensorStages.some(({ kind }) => !PLAIN_STAGES.includes(kind))),
      ],
      ["RINGSIDE_WITH_SEGMENT_STAGES", any(({ segmentStages }) => segmentStages.length > 0)],
      ["RINGSIDE_WITH_WINDOW_NETWORKS", any(needsWindowNetworks)],
      ["RINGSIDE_WITH_TREES", any(({ classifier }) => classifier.kind === "feature_trees")],
      ["RINGSIDE_USED_SEGMENTERS(X)", listOf(segmenterRows)],
      ["RINGSIDE_USED_FEATURES(X)", listOf(featureRows)],
    ],
  };
}

function needsWindowNetworks({ classifier }: DescribedPipeline): boolean {
  if (classifier.kind === "window_network") return true;
  return classifier.kind === "feature_network" && classifier.layers.some(({ kind }) => kind !== "fully_connected");
}

function rowsOf(source: EngineSource, file: string, list: string, wanted: ReadonlySet<string>): string[] {
  const text = source.files.get(file)!;
  const rows = text.slice(text.indexOf(`#define ${list}(X)`)).split("\n\n", 1)[0]!;
  return [...rows.matchAll(/X\((\w+),.*?\)(?=\s*\\?$)/gm)]
    .filter(([, name]) => wanted.has(name!))
    .map(([row]) => row.trim());
}

function listOf(rows: readonly string[]): string {
  return rows.map((row) => `\\\n  ${row}`).join(" ");
}
