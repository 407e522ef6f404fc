/**
 * A capture has one clock: integer microseconds from its start. A stream's sample index maps to it by a fitted line.
 */
export interface ClockLine {
  /** Capture time of sample index 0. */
  readonly startUs: number;
  /** Samples per second of the capture's clock, as measured. */
  readonly rateHz: number;
}

/** Capture time of a sample index (fractions allowed). */
export function indexToUs(line: ClockLine, index: number): number {
  return Math.round(line.startUs + (index * 1e6) / line.rateHz);
}

/** The (fractional) sample index at a capture time. */
export function usToIndex(line: ClockLine, timeUs: number): number {
  return ((timeUs - line.startUs) * line.rateHz) / 1e6;
}
