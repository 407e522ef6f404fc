import type { ByteWriter } from "./byteWriter.ts";

/** In the order of their numbers (native/engine/segmenter/any_segmenter.hpp). */
export const SEGMENTER_KINDS = [
  "windowing",
  "windowing_threshold",
  "general_threshold",
  "adaptive_windowing",
  "double_peak",
  "punch",
] as const;

/** What a threshold is compared with, over the last `width` samples. */
export const STATISTIC_SPACES = ["standard_deviation", "variance", "sum", "absolute_sum", "absolute_average"] as const;
export type StatisticSpace = (typeof STATISTIC_SPACES)[number];

export const COMPARISONS = ["at_least", "at_most"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One end of a General Threshold. `threshold` in the sample units of the column (for variance: squared), kept to 1/256. */
export interface ThresholdRule {
  readonly column: number;
  readonly space: StatisticSpace;
  readonly comparison: Comparison;
  readonly threshold: number;
}

/** Settings as descriptors hold them: lengths in samples, levels in sample units, columns by number. */
export type SegmenterSpec =
  | { readonly kind: "windowing"; readonly window: number; readonly step: number }
  | ({
      readonly kind: "windowing_threshold";
      readonly compat: boolean;
      readonly window: number;
      readonly offset: number;
      readonly width: number;
    } & ThresholdRule)
  | {
      readonly kind: "general_threshold";
      readonly start: ThresholdRule;
      readonly stop: ThresholdRule;
      readonly width: number;
      readonly shortest: number;
      readonly longest: number;
      readonly dropOver: boolean;
      readonly keepPartial: boolean;
    }
  | {
      readonly kind: "adaptive_windowing";
      readonly columns: readonly number[];
      readonly shortest: number;
      readonly longest: number;
      readonly threshold: number;
      readonly absolute: boolean;
      readonly compat: boolean;
    }
  | {
      readonly kind: "double_peak";
      readonly column: number;
      readonly twist: number;
      readonly endTwist: number;
      readonly lastTwist: number;
      readonly longest: number;
      readonly nearest: number;
      readonly farthest: number;
    }
  | {
      readonly kind: "punch";
      readonly rotationColumn: number;
      readonly accelerationColumn: number;
      readonly slowestTurn: number;
      readonly weakestHit: number;
      /** Percent of the person's usual punch that still counts; 0: do not adapt. */
      readonly usualShare: number;
      readonly rest: number;
      readonly lead: number;
      readonly window: number;
    };

export function writeSegmenter(to: ByteWriter, spec: SegmenterSpec): void {
  to.u8(SEGMENTER_KINDS.indexOf(spec.kind));
  switch (spec.kind) {
    case "windowing":
      to.u16(spec.window).u16(spec.step);
      return;
    case "windowing_threshold":
      writeRuleHead(to, spec).flag(spec.compat).u16(spec.window).u16(spec.offset).u16(spec.width);
      to.i64(fixedPoint(spec.threshold));
      return;
    case "general_threshold":
      for (const rule of [spec.start, spec.stop]) writeRuleHead(to, rule).i64(fixedPoint(rule.threshold));
      to.u16(spec.width).u16(spec.shortest).u16(spec.longest).flag(spec.dropOver).flag(spec.keepPartial);
      return;
    case "adaptive_windowing":
      to.columns(spec.columns).u16(spec.shortest).u16(spec.longest).i32(spec.threshold);
      to.flag(spec.absolute).flag(spec.compat);
      return;
    case "double_peak":
      to.u8(spec.column).i32(spec.twist).i32(spec.endTwist).i32(spec.lastTwist);
      to.u16(spec.longest).u16(spec.nearest).u16(spec.farthest);
      return;
    case "punch":
      to.u8(spec.rotationColumn).u8(spec.accelerationColumn).u16(spec.slowestTurn).u16(spec.weakestHit);
      to.u8(spec.usualShare).u16(spec.rest).u16(spec.lead).u16(spec.window);
  }
}

function writeRuleHead(to: ByteWriter, rule: ThresholdRule): ByteWriter {
  return to.u8(rule.column).u8(STATISTIC_SPACES.indexOf(rule.space)).u8(COMPARISONS.indexOf(rule.comparison));
}

/** Eight fraction bits. */
function fixedPoint(value: number): number {
  return Math.round(value * 256);
}
