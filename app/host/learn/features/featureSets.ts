import { COLUMNS } from "#domain/learning/columns.ts";
import type { FeatureSet } from "#domain/learning/plan.ts";
import { FEATURES, type FeatureName } from "../../engine/descriptor/featureList.ts";
import type { FeatureSpec } from "../../engine/descriptor/features.ts";
import { STEADY_COLUMNS } from "./columns.ts";

/** A feature of the engine on certain columns, before anybody knows its range. */
export interface FeatureDefinition extends Omit<FeatureSpec, "lowest" | "highest"> {
  /** Stable, and readable: `downsample(Gyro, 6, 2)`. */
  readonly id: string;
}

const EVERY = COLUMNS.map((_, column) => column);
/** Parts that a punch is cut into: with six, 100 to 150 ms each, the turn, the hit and the way back fall apart. */
const PARTS = 6;
/** Share of the middle that a shape is compared by; the tools that we replace use it too. */
const CENTRE = 0.4;

/** Pairs whose order in time, or common course, tells punches apart: along with across the forearm, and both sensors. */
const PAIRS = [
  [0, 8],
  [3, 9],
  [6, 7],
  [0, 3],
  [1, 2],
  [4, 5],
] as const;

/**
 * What a set holds. basic: level and spread of every column. shape: the course in six parts, and how lopsided and peaked it
 * is. time: how often and how long a column is away from its mean, and its trend. fusion: columns against each other. all:
 * all of these. Column x and the lengths carry the parts alone: the other axes depend on how the sensor sits.
 */
const SETS: Readonly<Record<Exclude<FeatureSet, "all">, readonly FeatureDefinition[]>> = {
  basic: ofEach(EVERY, ["mean"], ["standard_deviation"], ["minimum"], ["maximum"], ["interquartile_range"]),
  shape: [
    ...ofEach(STEADY_COLUMNS, ...Array.from({ length: PARTS }, (_, part) => ["downsample", PARTS, part] as const)),
    ...ofEach(EVERY, ["skewness"], ["kurtosis"], ["shape_median_difference", CENTRE]),
  ],
  time: ofEach(
    EVERY,
    ["mean_crossing_rate"],
    ["sigma_crossing_rate"],
    ["share_over_sigma"],
    ["mean_difference"],
    ["regression_slope"],
  ),
  fusion: [
    ...(
      ["two_column_peak_location_difference", "two_column_mean_difference", "cross_mean_crossing_rate"] as const
    ).flatMap((name) => PAIRS.map((pair) => feature(name, pair))),
    ...[
      [0, 1, 2],
      [3, 4, 5],
    ].flatMap((triad) =>
      (
        ["average_energy", "average_demeaned_energy", "average_signal_magnitude", "absolute_maximum_column"] as const
      ).map((name) => feature(name, triad)),
    ),
  ],
};

/** The features of a set, in an order that never changes. At most 256, as many as the engine takes. */
export function featuresOf(set: FeatureSet): readonly FeatureDefinition[] {
  return set === "all" ? Object.values(SETS).flat() : SETS[set];
}

type Recipe = readonly [name: FeatureName, ...parameters: number[]];

function ofEach(columns: readonly number[], ...recipes: readonly Recipe[]): FeatureDefinition[] {
  return recipes.flatMap(([name, ...parameters]) => columns.map((column) => feature(name, [column], parameters)));
}

function feature(name: FeatureName, columns: readonly number[], parameters: readonly number[] = []): FeatureDefinition {
  const known = FEATURES.find(([each]) => each === name)!;
  const words = [...columns.map((column) => COLUMNS[column]!), ...parameters];
  return { id: `${known[0]}(${words.join(", ")})`, name, columns, parameters };
}
