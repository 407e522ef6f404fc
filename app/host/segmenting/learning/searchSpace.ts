import {
  levelRange,
  SEGMENTERS,
  type SegmenterName,
  type SegmenterSetting,
  type SettingValues,
  type Signal,
} from "#domain/segmenters.ts";

/** A point of the search: for each axis a place from 0 (its lowest or first value) to 1, exclusive. */
export type Point = readonly number[];

/** One setting that is searched. */
export interface Axis {
  readonly setting: string;
  /** How many values there are; null where they are numbers in between. */
  readonly values: number | null;
}

/** All settings of one segmenter that are worth a search, and what a point in it means. */
export interface SearchSpace {
  readonly axes: readonly Axis[];
  /** Where the usual settings lie. */
  readonly usual: Point;
  settingsAt(point: Point): SettingValues;
}

/**
 * What is not searched. Variance and the sums say the same as standard deviation and the average in other numbers; a
 * segment starts where motion rises and stops where it falls; what is still open at the end of a capture is no punch.
 */
const NOT_SEARCHED: ReadonlySet<string> = new Set(["comparison", "startComparison", "stopComparison", "keepPartial"]);
const STATISTICS = ["standard_deviation", "absolute_average"];
/** How long a vector is does not depend on how the sensor sits in the glove. */
const LENGTHS = ["rotation", "acceleration"];
const ROTATIONS = ["rotationX", "rotationY", "rotationZ"];

export function searchSpace(segmenter: SegmenterName): SearchSpace {
  const rules = Object.entries<SegmenterSetting>(SEGMENTERS[segmenter]).filter(
    ([setting]) => !NOT_SEARCHED.has(setting),
  );
  return {
    axes: rules.map(([setting, rule]) => ({ setting, values: choicesOf(rule)?.length ?? null })),
    usual: rules.map(([, rule]) => usualPlace(rule, SEGMENTERS[segmenter])),
    settingsAt(point) {
      const settings: Record<string, number | string | boolean> = {};
      for (const [i, [setting, rule]] of rules.entries()) {
        const choices = choicesOf(rule);
        const place = point[i]!;
        settings[setting] = choices ? choices[Math.floor(place * choices.length)]! : numberAt(rule, place, settings);
      }
      return settings;
    },
  };
}

function choicesOf(rule: SegmenterSetting): readonly (string | boolean)[] | null {
  if (rule.type === "flag") return [false, true];
  if (rule.type !== "choice") return null;
  if (rule.choices.includes("variance")) return STATISTICS;
  return rule.usual === "rotation" ? LENGTHS : ROTATIONS;
}

/** Small values lie closer than large ones: what tells 50 from 100 ms does not tell 1050 from 1100 ms. */
function numberAt(rule: SegmenterSetting, place: number, settings: SettingValues): number {
  if (rule.type === "number") {
    const { lowest, highest, step } = rule;
    return lowest + rounded((highest - lowest) * place ** 2, step);
  }
  if (rule.type !== "level") throw new TypeError("not a number");
  const { highest, step } = levelRange(settings[rule.of] as Signal);
  return Math.sign(rule.usual) * rounded(highest * place ** 2, step);
}

function usualPlace(rule: SegmenterSetting, rules: Readonly<Record<string, SegmenterSetting>>): number {
  const choices = choicesOf(rule);
  if (choices) return (choices.indexOf(rule.usual as string | boolean) + 0.5) / choices.length;
  if (rule.type === "number") return Math.sqrt((rule.usual - rule.lowest) / (rule.highest - rule.lowest));
  if (rule.type !== "level") throw new TypeError("not a number");
  return Math.sqrt(Math.abs(rule.usual) / levelRange(rules[rule.of]!.usual as Signal).highest);
}

/** On the step, without the dust of binary fractions (0.1 * 3). */
function rounded(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(6));
}

/**
 * The n-th point of a sequence that fills the space evenly (Roberts' R sequence): the same points each time, no two axes
 * in step.
 */
export function spreadPoint(n: number, dimensions: number): Point {
  let ratio = 2;
  // The root of x^(d+1) = x + 1.
  for (let i = 0; i < 40; i++) ratio = (1 + ratio) ** (1 / (dimensions + 1));
  return Array.from({ length: dimensions }, (_, i) => (0.5 + (n + 1) / ratio ** (i + 1)) % 1);
}
