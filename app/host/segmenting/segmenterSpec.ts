import type { SegmenterName, SettingsOf, Signal } from "#domain/segmenters.ts";
import type { Comparison, SegmenterSpec, StatisticSpace, ThresholdRule } from "../engine/descriptor/segmenter.ts";
import type { MotionColumns } from "./motionColumns.ts";

/** The longest segment that the engine takes, in samples. */
const LONGEST = 16_384;
/** The widest statistic window, in samples. */
const WIDEST = 1024;
/** Punches that the punch segmenter keeps waiting for their end. */
const WAITING = 8;

type Make<N extends SegmenterName> = (settings: SettingsOf<N>, motion: MotionColumns, rateHz: number) => SegmenterSpec;

/** Settings in milliseconds, g and degrees a second as the engine's samples and counts, for one stream. */
const MAKERS: { readonly [N in SegmenterName]: Make<N> } = {
  punch: (s, motion, rateHz) => {
    const window = samples(s.window, rateHz, 2);
    const lead = samples(s.lead, rateHz, 0, window - 1);
    // The engine keeps eight punches whose segments are not yet complete.
    const leastRest = Math.floor((window - lead) / WAITING) + 1;
    return {
      kind: "punch",
      rotationColumn: motion.columnOf("rotation"),
      accelerationColumn: motion.columnOf("acceleration"),
      slowestTurn: Math.max(1, level(motion, "rotation", s.slowestTurn)),
      weakestHit: level(motion, "acceleration", s.weakestHit),
      usualShare: Math.round(s.usualShare),
      rest: samples(s.rest, rateHz, leastRest, Math.max(leastRest, WIDEST)),
      lead,
      window,
    };
  },
  windowing: (s, _, rateHz) => {
    const window = samples(s.window, rateHz, 1);
    return { kind: "windowing", window, step: samples(s.step, rateHz, 1, window) };
  },
  windowing_threshold: (s, motion, rateHz) => {
    const width = samples(s.width, rateHz, 1, WIDEST);
    const offset = samples(s.offset, rateHz, 0, LONGEST - width);
    const window = samples(s.window, rateHz, offset + width);
    const one = rule(motion, s.signal, s.statistic, s.comparison, s.threshold, width);
    return { kind: "windowing_threshold", ...one, compat: false, window, offset, width };
  },
  max_min_threshold: (s, motion, rateHz) => {
    const lengths = lengthsOf(s, rateHz);
    return {
      kind: "general_threshold",
      start: rule(motion, s.signal, s.statistic, "at_least", s.high, lengths.width),
      stop: rule(motion, s.signal, s.statistic, "at_most", s.quiet, lengths.width),
      ...lengths,
      dropOver: false,
      keepPartial: false,
    };
  },
  general_threshold: (s, motion, rateHz) => {
    const lengths = lengthsOf(s, rateHz);
    return {
      kind: "general_threshold",
      start: rule(motion, s.startSignal, s.startStatistic, s.startComparison, s.startThreshold, lengths.width),
      stop: rule(motion, s.stopSignal, s.stopStatistic, s.stopComparison, s.stopThreshold, lengths.width),
      ...lengths,
      dropOver: s.dropOver,
      keepPartial: s.keepPartial,
    };
  },
  adaptive_windowing: (s, motion, rateHz) => {
    const shortest = samples(s.shortest, rateHz, 1, LONGEST - 2);
    return {
      kind: "adaptive_windowing",
      columns: [motion.columnOf(s.signal)],
      shortest,
      longest: samples(s.longest, rateHz, shortest + 2),
      threshold: Math.round(motion.countsOf(s.signal, s.threshold)),
      absolute: s.absolute,
      compat: false,
    };
  },
  double_peak: (s, motion, rateHz) => {
    const nearest = samples(s.nearest, rateHz, 0);
    return {
      kind: "double_peak",
      column: motion.columnOf(s.signal),
      twist: Math.round(motion.countsOf(s.signal, s.twist)),
      endTwist: Math.round(motion.countsOf(s.signal, s.endTwist)),
      lastTwist: Math.round(motion.countsOf(s.signal, s.lastTwist)),
      nearest,
      farthest: samples(s.farthest, rateHz, nearest),
      longest: samples(s.longest, rateHz, 1),
    };
  },
};

/** @throws ProblemError segmenter.noSignal where the stream lacks what the segmenter looks at */
export function segmenterSpec<N extends SegmenterName>(
  segmenter: N,
  settings: SettingsOf<N>,
  motion: MotionColumns,
  rateHz: number,
): SegmenterSpec {
  return MAKERS[segmenter](settings, motion, rateHz);
}

/** A length in samples, inside what the other lengths leave. */
function samples(lengthMs: number, rateHz: number, least: number, most = LONGEST): number {
  return Math.min(most, Math.max(least, Math.round((lengthMs * rateHz) / 1000)));
}

/** width < shortest <= longest */
function lengthsOf(s: { readonly width: number; readonly shortest: number; readonly longest: number }, rateHz: number) {
  const width = samples(s.width, rateHz, 1, WIDEST);
  const shortest = samples(s.shortest, rateHz, width + 1);
  return { width, shortest, longest: samples(s.longest, rateHz, shortest) };
}

/** A level in counts that a 16-bit setting holds. */
function level(motion: MotionColumns, signal: Signal, value: number): number {
  return Math.max(0, Math.min(32_767, Math.round(motion.countsOf(signal, value))));
}

/** Sums are of `width` samples, so their threshold is the level of one times as many; a variance is squared. */
function rule(
  motion: MotionColumns,
  signal: Signal,
  space: StatisticSpace,
  comparison: Comparison,
  value: number,
  width: number,
): ThresholdRule {
  const counts = motion.countsOf(signal, space === "variance" ? Math.sign(value) * Math.sqrt(Math.abs(value)) : value);
  const threshold =
    space === "variance"
      ? Math.sign(counts) * counts * counts
      : space === "sum" || space === "absolute_sum"
        ? counts * width
        : counts;
  return { column: motion.columnOf(signal), space, comparison, threshold };
}
