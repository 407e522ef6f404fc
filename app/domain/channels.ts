/** How a raw sample is stored. Raw samples never change; physical = raw * scale. */
export const SAMPLE_TYPES = ["int16", "float32"] as const;
export type SampleType = (typeof SAMPLE_TYPES)[number];
export type SampleArray = Int16Array | Float32Array;

export const CHANNEL_KINDS = ["acceleration", "rotation", "magnetic", "audio", "other"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** One column of a stream. */
export interface Channel {
  /** The device's own name, e.g. `AccelerometerX`. */
  readonly name: string;
  readonly kind: ChannelKind;
  readonly axis: "x" | "y" | "z" | null;
  /** Unit of the physical value: `g`, `dps`, `uT`, or `raw` where the device did not say. */
  readonly unit: string;
  /** physical = raw * scale */
  readonly scale: number;
  /** Full scale in `unit` (16 means +-16), or null where unknown. */
  readonly range: number | null;
}

/** What a device sends: the shape of every row of one stream. */
export interface StreamFormat {
  readonly sampleType: SampleType;
  /** The rate that the device claims. The measured one is fitted while recording. */
  readonly nominalRateHz: number;
  readonly channels: readonly Channel[];
}

export function newSampleArray(type: SampleType, length: number): SampleArray {
  return type === "int16" ? new Int16Array(length) : new Float32Array(length);
}

export function bytesPerSample(type: SampleType): 2 | 4 {
  return type === "int16" ? 2 : 4;
}

/**
 * The raw value at and beyond which a channel is clipped, i.e. must be marked and not trusted.
 * int16: the rail of the converter (32767; one count is left for -32768). float32: 99.9 % of the range, since a
 * device rounds; Infinity where the range is unknown.
 */
export function clipLimitRaw(type: SampleType, channel: Channel): number {
  if (type === "int16") return 32767;
  return channel.range === null ? Number.POSITIVE_INFINITY : (channel.range * 0.999) / channel.scale;
}
