import type { ClockLine } from "#domain/time.ts";
import type { ChannelGroup } from "../core/channelGroups.ts";

/** What stretches are laid over each other by. */
export const ALIGNMENTS = ["start", "peak", "onset"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** One sensor of a glove over a stretch. */
export interface ComparedSensor {
  readonly group: ChannelGroup;
  /** Physical values, one array a channel of the group; NaN where a sample was lost. */
  readonly channels: readonly Float32Array[];
}

/** A segment, or a capture, with its raw samples. */
export interface Compared {
  readonly id: string;
  readonly startUs: number;
  readonly endUs: number;
  /** Where its strongest moment is marked; null: it is searched. */
  readonly peakUs: number | null;
  /** True for a capture: its peak is the first of many, not the strongest. */
  readonly whole: boolean;
  readonly clock: ClockLine;
  /** Index of the first sample here: it may lie before the start. */
  readonly firstIndex: number;
  /** All of one glove, as it sends them. */
  readonly sensors: readonly ComparedSensor[];
}

/** A line of a comparison: times from where the stretches are aligned, and one value each. */
export interface ComparedLine {
  readonly id: string;
  readonly timesUs: Float64Array;
  readonly values: Float32Array | Float64Array;
}

/** Of the way from rest to the strongest sample: from there on a punch has begun. */
const ONSET_SHARE = 0.2;
/** Of the way from rest to the strongest sample of a capture: its first peak is at least that high. */
const PEAK_SHARE = 0.5;

/** The length of the vector of all channels, sample by sample. */
export function magnitudeOf({ channels }: Pick<ComparedSensor, "channels">): Float32Array {
  const out = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) for (let i = 0; i < out.length; i++) out[i]! += channel[i]! ** 2;
  return out.map(Math.sqrt);
}

export function timeOf({ clock }: Pick<Compared, "clock">, index: number): number {
  return clock.startUs + (index * 1e6) / clock.rateHz;
}

/** The moment that stands at zero, by the accelerometer where there is one; the start where nothing is here to search. */
export function anchorUs(compared: Compared, alignment: Alignment): number {
  if (alignment === "start") return compared.startUs;
  if (alignment === "peak" && compared.peakUs !== null) return compared.peakUs;
  const { sensors, firstIndex } = compared;
  const sensor = sensors.find(({ group }) => group.kind === "acceleration") ?? sensors[0];
  if (sensor === undefined) return compared.startUs;
  const strength = within(compared, magnitudeOf(sensor));
  const peak = compared.whole ? firstPeak(strength) : strongestOf(strength);
  if (peak === -1) return compared.startUs;
  return timeOf(compared, firstIndex + (alignment === "peak" ? peak : onsetOf(strength, peak, compared.whole)));
}

/** NaN outside of the stretch itself. */
function within(compared: Compared, strength: Float32Array): Float32Array {
  return strength.map((value, i) => {
    const timeUs = timeOf(compared, compared.firstIndex + i);
    return timeUs < compared.startUs || timeUs > compared.endUs ? Number.NaN : value;
  });
}

/** Position of the highest value; -1 where there is none. */
function strongestOf(strength: Float32Array): number {
  let strongest = -1;
  strength.forEach((value, i) => {
    if (!Number.isNaN(value) && (strongest === -1 || value > strength[strongest]!)) strongest = i;
  });
  return strongest;
}

/** Rest is what a glove shows most of the time. */
function restOf(strength: Float32Array): number {
  const known = strength.filter((value) => !Number.isNaN(value)).sort();
  return known[known.length >> 1] ?? 0;
}

/** The top of the first swing that is high enough; -1 where there is no sample. */
function firstPeak(strength: Float32Array): number {
  const strongest = strongestOf(strength);
  if (strongest === -1) return -1;
  const rest = restOf(strength);
  const enough = rest + PEAK_SHARE * (strength[strongest]! - rest);
  let peak = strength.findIndex((value) => value >= enough);
  while (strength[peak + 1]! > strength[peak]!) peak++;
  return peak;
}

/** Where a swing leaves rest: the segment's first sample, or what a capture shows most of the time. */
function onsetOf(strength: Float32Array, peak: number, whole: boolean): number {
  const first = strength.findIndex((value) => !Number.isNaN(value));
  const rest = whole ? restOf(strength) : strength[first]!;
  const enough = rest + ONSET_SHARE * (strength[peak]! - rest);
  if (whole) {
    let onset = peak;
    while (strength[onset - 1]! > enough) onset--;
    return onset;
  }
  let onset = first;
  while (onset < peak && !(strength[onset]! > enough)) onset++;
  return onset;
}

/** The line of one channel of a sensor, or of its magnitude where `channel` is null; `zeroUs` stands at zero. */
export function lineOf(
  compared: Compared,
  sensor: ComparedSensor,
  channel: number | null,
  zeroUs: number,
): ComparedLine {
  const values = channel === null ? magnitudeOf(sensor) : (sensor.channels[channel] ?? new Float32Array());
  const timesUs = Float64Array.from(values, (_, i) => timeOf(compared, compared.firstIndex + i) - zeroUs);
  return { id: compared.id, timesUs, values };
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
