import type { ByteWriter } from "./byteWriter.ts";

/** In the order of their numbers (native/engine/pipeline/sensor_chain.hpp). The first five make a new column. */
export const SENSOR_STAGE_KINDS = [
  "magnitude",
  "average",
  "absolute_average",
  "first_derivative",
  "second_derivative",
  "high_pass",
  "low_pass",
  "moving_average",
  "downsample_average",
  "downsample_decimate",
  "negate",
] as const;

/**
 * A transform of every frame. `setting`: magnitude 0 (root of the sum of squares), 1 or 2 as in MagnitudeRule; high and
 * low pass their coefficient in Q15; moving average k (k samples on both sides); downsampling its factor; else 0. negate
 * turns the sign of its columns, -32768 to 32767.
 */
export interface SensorStage {
  readonly kind: (typeof SENSOR_STAGE_KINDS)[number];
  readonly columns: readonly number[];
  readonly setting: number;
}

/** In the order of their numbers (native/engine/pipeline/segment_stages.hpp). The last four are filters. */
export const SEGMENT_STAGE_KINDS = [
  "strip",
  "normalize",
  "vertical_scale",
  "scale_factor",
  "offset_factor",
  "pre_emphasis",
  "horizontal_scale",
  "keep_mean_square",
  "keep_below",
  "keep_above",
  "keep_energy",
] as const;

/** A transform of a whole segment, or a filter that drops it. What the numbers mean stands in the engine's list. */
export interface SegmentStage {
  readonly kind: (typeof SEGMENT_STAGE_KINDS)[number];
  readonly columns: readonly number[];
  readonly setting: number;
  readonly limit?: number;
}

export function writeSensorStage(to: ByteWriter, { kind, columns, setting }: SensorStage): void {
  to.u8(SENSOR_STAGE_KINDS.indexOf(kind)).columns(columns).i32(setting);
}

export function writeSegmentStage(to: ByteWriter, { kind, columns, setting, limit = 0 }: SegmentStage): void {
  to.u8(SEGMENT_STAGE_KINDS.indexOf(kind)).columns(columns).f32(setting).f32(limit);
}
