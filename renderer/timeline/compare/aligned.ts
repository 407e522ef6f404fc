import type { ClockLine } from "#domain/time.ts";

/** What segments are laid over each other by. */
export const ALIGNMENTS = ["start", "peak", "onset"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** One segment with the raw samples of one sensor, a little more on both sides. */
export interface Compared {
  readonly id: string;
  readonly startUs: number;
  readonly endUs: number;
  /** Where its strongest moment is marked; null: it is searched. */
  readonly peakUs: number | null;
  readonly clock: ClockLine;
  /** Index of the first sample here. */
  readonly firstIndex: number;
  /** Physical values, one array a channel; NaN where a sample was lost. */
  readonly channels: readonly Float64Array[];
}

/** A line of a comparison: times from where the segments are aligned, and one value each. */
export interface ComparedLine {
  readonly id: string;
  readonly timesUs: Float64Array;
  readonly values: Float64Array;
}

/** Of the way from its start to its strongest sample: from there on a punch has begun. */
const ONSET_SHARE = 0.2;

/** The length of the vector of all channels, sample by sample. */
export function magnitudeOf({ channels }: Pick<Compared, "channels">): Float64Array {
  const out = new Float64Array(channels[0]?.length ?? 0);
  for (const channel of channels) for (let i = 0; i < out.length; i++) out[i]! += channel[i]! ** 2;
  return out.map(Math.sqrt);
}

export function timeOf({ clock }: Pick<Compared, "clock">, index: number): number {
  return clock.startUs + (index * 1e6) / clock.rateHz;
}

/** The moment of a segment that stands at zero; its start where nothing is here to search. */
export function anchorUs(segment: Compared, alignment: Alignment): number {
  if (alignment === "start") return segment.startUs;
  if (alignment === "peak" && segment.peakUs !== null) return segment.peakUs;
  const strength = magnitudeOf(segment);
  let [first, strongest] = [-1, -1];
  for (let i = 0; i < strength.length; i++) {
    const timeUs = timeOf(segment, segment.firstIndex + i);
    if (Number.isNaN(strength[i]!) || timeUs < segment.startUs || timeUs > segment.endUs) continue;
    if (first === -1) first = i;
    if (strongest === -1 || strength[i]! > strength[strongest]!) strongest = i;
  }
  if (strongest === -1) return segment.startUs;
  if (alignment === "peak") return timeOf(segment, segment.firstIndex + strongest);
  const enough = strength[first]! + ONSET_SHARE * (strength[strongest]! - strength[first]!);
  let onset = first;
  while (onset < strongest && !(strength[onset]! > enough)) onset++;
  return timeOf(segment, segment.firstIndex + onset);
}

/** The line of one channel, or of the magnitude where `channel` is null. */
export function lineOf(segment: Compared, channel: number | null, alignment: Alignment): ComparedLine {
  const values = channel === null ? magnitudeOf(segment) : (segment.channels[channel] ?? new Float64Array());
  const zeroUs = anchorUs(segment, alignment);
  const timesUs = Float64Array.from(values, (_, i) => timeOf(segment, segment.firstIndex + i) - zeroUs);
  return { id: segment.id, timesUs, values };
}

/** The value of a line at a time, between two samples on the straight line; NaN outside and in gaps. */
export function lineValueAt({ timesUs, values }: ComparedLine, timeUs: number): number {
  let [low, high] = [0, timesUs.length - 1];
  if (high < 0 || timeUs < timesUs[0]! || timeUs > timesUs[high]!) return Number.NaN;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (timesUs[middle]! <= timeUs) low = middle;
    else high = middle;
  }
  if (timeUs === timesUs[low] || low === high) return values[low]!;
  if (timeUs === timesUs[high]) return values[high]!;
  const share = (timeUs - timesUs[low]!) / (timesUs[high]! - timesUs[low]!);
  return values[low]! + share * (values[high]! - values[low]!);
}

/** Mean and standard deviation of many lines at evenly spaced times; NaN where fewer than two have a value. */
export interface Spread {
  readonly timesUs: Float64Array;
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

export function spreadOf(lines: readonly ComparedLine[], fromUs: number, toUs: number, steps: number): Spread {
  const timesUs = Float64Array.from(
    { length: steps },
    (_, i) => fromUs + ((toUs - fromUs) * i) / Math.max(1, steps - 1),
  );
  const mean = new Float64Array(steps).fill(Number.NaN);
  const deviation = new Float64Array(steps).fill(Number.NaN);
  timesUs.forEach((timeUs, i) => {
    const values = lines.map((line) => lineValueAt(line, timeUs)).filter((value) => !Number.isNaN(value));
    if (values.length < 2) return;
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    mean[i] = middle;
    deviation[i] = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
  });
  return { timesUs, mean, deviation };
}

/** What all lines fill together; null where there is nothing. */
export function extentOf(lines: readonly ComparedLine[]) {
  let [fromUs, toUs, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { timesUs, values } of lines) {
    if (timesUs.length === 0) continue;
    fromUs = Math.min(fromUs, timesUs[0]!);
    toUs = Math.max(toUs, timesUs.at(-1)!);
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return fromUs < toUs && low <= high ? { fromUs, toUs, low, high } : null;
}
