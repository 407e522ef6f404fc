import {
  levelRange,
  SEGMENTERS,
  type SegmenterName,
  type SegmenterSetting,
  type SettingValues,
  type Signal,
} from "#domain/segmenters.ts";

export interface SettingRange {
  readonly lowest: number;
  readonly highest: number;
  readonly step: number;
  readonly unit: "ms" | "dps" | "g" | "percent" | "dps2" | "g2";
}

type NumberRule = Extract<SegmenterSetting, { type: "number" | "level" }>;

export function rulesOf(segmenter: SegmenterName): readonly (readonly [string, SegmenterSetting])[] {
  return Object.entries<SegmenterSetting>(SEGMENTERS[segmenter]);
}

/**
 * Between which numbers a setting is pushed. A level follows its signal: a length is never negative, an axis turns both
 * ways, and a variance is squared.
 */
export function rangeOf(setting: string, rule: NumberRule, settings: SettingValues): SettingRange {
  if (rule.type === "number") return rule;
  const signal = settings[rule.of] as Signal;
  const { unit, highest, step } = levelRange(signal);
  const lowest = /[XYZ]$/.test(signal) ? -highest : 0;
  const own = setting.endsWith("Threshold") ? setting.replace("Threshold", "Statistic") : "statistic";
  if (settings[own] !== "variance") return { lowest, highest, step, unit };
  return { lowest: 0, highest: highest ** 2, step: step * highest, unit: `${unit}2` };
}

/** The settings with one of them changed. Levels of another unit keep their share of the range. */
export function withSetting(
  segmenter: SegmenterName,
  settings: SettingValues,
  setting: string,
  value: number | string | boolean,
): SettingValues {
  const next: Record<string, number | string | boolean> = { ...settings, [setting]: value };
  for (const [name, rule] of rulesOf(segmenter)) {
    if (rule.type !== "level") continue;
    const [before, after] = [rangeOf(name, rule, settings), rangeOf(name, rule, next)];
    if (before.unit === after.unit) continue;
    const level = ((settings[name] as number) / before.highest) * after.highest;
    next[name] = Number((Math.round(level / after.step) * after.step).toFixed(6));
  }
  return next;
}
