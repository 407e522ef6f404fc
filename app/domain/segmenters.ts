import { ProblemError } from "./problems.ts";

/** What a segmenter can look at: the length of the acceleration or rotation vector, or one axis. */
export const SIGNALS = [
  "rotation",
  "acceleration",
  "rotationX",
  "rotationY",
  "rotationZ",
  "accelerationX",
  "accelerationY",
  "accelerationZ",
] as const;
export type Signal = (typeof SIGNALS)[number];

/** A level of a signal, for sliders: rotation in degrees a second, acceleration in g. */
export function levelRange(signal: Signal): {
  readonly unit: "dps" | "g";
  readonly highest: number;
  readonly step: number;
} {
  return signal.startsWith("rotation")
    ? { unit: "dps", highest: 2000, step: 10 }
    : { unit: "g", highest: 16, step: 0.1 };
}

/**
 * One setting of a segmenter: what a slider, a list or a switch needs. `level` is in the unit of the signal that the
 * setting `of` names (for the statistic "variance": its square); lengths are in milliseconds.
 */
export type SegmenterSetting =
  | {
      readonly type: "number";
      readonly unit: "ms" | "dps" | "g" | "percent";
      readonly lowest: number;
      readonly highest: number;
      readonly step: number;
      readonly usual: number;
    }
  | { readonly type: "level"; readonly of: string; readonly usual: number }
  | { readonly type: "choice"; readonly choices: readonly string[]; readonly usual: string }
  | { readonly type: "flag"; readonly usual: boolean };

const STATISTICS = ["standard_deviation", "variance", "sum", "absolute_sum", "absolute_average"] as const;
const COMPARISONS = ["at_least", "at_most"] as const;

const ms = (usual: number, lowest: number, highest: number, step = 10) =>
  ({ type: "number", unit: "ms", lowest, highest, step, usual }) as const;
const signal = (usual: Signal) => ({ type: "choice", choices: SIGNALS, usual }) as const;
const statistic = (usual: (typeof STATISTICS)[number]) => ({ type: "choice", choices: STATISTICS, usual }) as const;
const comparison = (usual: (typeof COMPARISONS)[number]) => ({ type: "choice", choices: COMPARISONS, usual }) as const;
const level = (of: string, usual: number) => ({ type: "level", of, usual }) as const;
const flag = (usual: boolean) => ({ type: "flag", usual }) as const;

/**
 * Every segmenter with its settings in the terms of a coach. How the engine decides with them is told in
 * native/engine/segmenter; names and help are in the catalog under `segmenter.<name>` and `segmenter.<name>.<setting>`.
 */
export const SEGMENTERS = {
  /**
   * Its usual values were chosen on the real strokes and on the simulated people who are there to tune on
   * (native/test/report), never on the unseen ones.
   */
  punch: {
    /** No punch turns the fist slower than this at its fastest. */
    slowestTurn: { type: "number", unit: "dps", lowest: 20, highest: 2000, step: 10, usual: 200 },
    /** No punch shakes the fist less than this. */
    weakestHit: { type: "number", unit: "g", lowest: 0, highest: 16, step: 0.1, usual: 3 },
    /** How much of the person's usual punch still counts as one; 0 does not adapt. */
    usualShare: { type: "number", unit: "percent", lowest: 0, highest: 100, step: 5, usual: 30 },
    /** Two punches are never closer than this. */
    rest: ms(200, 100, 2000),
    /** How long before the fastest turn a punch begins. */
    lead: ms(400, 0, 2000),
    /** How long a punch is. */
    window: ms(800, 100, 4000),
  },
  windowing: { window: ms(1000, 50, 10_000), step: ms(1000, 10, 10_000) },
  windowing_threshold: {
    signal: signal("rotation"),
    statistic: statistic("absolute_average"),
    comparison: comparison("at_least"),
    threshold: level("signal", 200),
    width: ms(100, 10, 1000),
    offset: ms(250, 0, 2000),
    window: ms(800, 100, 4000),
  },
  max_min_threshold: {
    signal: signal("rotation"),
    statistic: statistic("absolute_average"),
    high: level("signal", 200),
    quiet: level("signal", 100),
    width: ms(100, 10, 1000),
    shortest: ms(300, 50, 4000),
    longest: ms(1500, 100, 10_000),
  },
  general_threshold: {
    startSignal: signal("rotation"),
    startStatistic: statistic("absolute_average"),
    startComparison: comparison("at_least"),
    startThreshold: level("startSignal", 200),
    stopSignal: signal("rotation"),
    stopStatistic: statistic("absolute_average"),
    stopComparison: comparison("at_most"),
    stopThreshold: level("stopSignal", 100),
    width: ms(100, 10, 1000),
    shortest: ms(300, 50, 4000),
    longest: ms(1500, 100, 10_000),
    /** Discard a segment that reaches the longest length without a stop. */
    dropOver: flag(false),
    /** Report what is open at the end of a capture. */
    keepPartial: flag(false),
  },
  adaptive_windowing: {
    signal: signal("rotation"),
    threshold: level("signal", 200),
    absolute: flag(true),
    shortest: ms(500, 50, 4000),
    longest: ms(1500, 100, 10_000),
  },
  double_peak: {
    signal: signal("rotationX"),
    twist: level("signal", -300),
    endTwist: level("signal", -100),
    lastTwist: level("signal", -300),
    nearest: ms(50, 0, 1000),
    farthest: ms(500, 50, 2000),
    longest: ms(4000, 100, 10_000),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SegmenterSetting>>>>;

export type SegmenterName = keyof typeof SEGMENTERS;
export const SEGMENTER_NAMES = Object.keys(SEGMENTERS) as readonly SegmenterName[];

type ValueOf<S> = S extends { type: "choice"; choices: readonly (infer C)[] }
  ? C
  : S extends { type: "flag" }
    ? boolean
    : number;
/** All settings of one segmenter. */
export type SettingsOf<N extends SegmenterName> = {
  readonly [S in keyof (typeof SEGMENTERS)[N]]: ValueOf<(typeof SEGMENTERS)[N][S]>;
};
export type SettingValues = Readonly<Record<string, number | string | boolean>>;

/**
 * The settings given, with the usual ones for the rest. Numbers must lie inside their range; a level may be negative.
 * @throws ProblemError segmenter.noSetting, segmenter.badSetting
 */
export function completeSettings<N extends SegmenterName>(segmenter: N, given: SettingValues): SettingsOf<N> {
  const known: Readonly<Record<string, SegmenterSetting>> = SEGMENTERS[segmenter];
  for (const setting of Object.keys(given)) {
    if (!Object.hasOwn(known, setting)) {
      throw new ProblemError("segmenter.noSetting", { segmenter, setting, known: Object.keys(known).join(", ") });
    }
  }
  const settings: Record<string, number | string | boolean> = {};
  for (const [setting, rule] of Object.entries(known)) {
    const value = given[setting] ?? rule.usual;
    if (!allows(rule, value)) {
      throw new ProblemError("segmenter.badSetting", {
        segmenter,
        setting,
        value: String(value),
        allowed: allowedText(rule),
      });
    }
    settings[setting] = value;
  }
  return settings as SettingsOf<N>;
}

function allows(rule: SegmenterSetting, value: unknown): boolean {
  if (rule.type === "flag") return typeof value === "boolean";
  if (rule.type === "choice") return typeof value === "string" && rule.choices.includes(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  return rule.type === "level" || (value >= rule.lowest && value <= rule.highest);
}

/** The values that a setting takes, e.g. `100 – 2000 ms`. */
export function allowedText(rule: SegmenterSetting): string {
  if (rule.type === "flag") return "true, false";
  if (rule.type === "choice") return rule.choices.join(", ");
  return rule.type === "level" ? "a number" : `${rule.lowest} – ${rule.highest} ${rule.unit}`;
}
