import type { Column } from "#domain/learning/columns.ts";
import type { Span } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { WindowChannel } from "../../engine/descriptor/classifier.ts";

/** Bits behind the point of a channel's multiplier. */
export const FRACTION = 65_536;
const COUNTS = 32_768;
const LOWEST = -128;
const HIGHEST = 127;

export type MotionKind = "acceleration" | "rotation";

export function motionKind(column: Column): MotionKind {
  return column.startsWith("Accel") ? "acceleration" : "rotation";
}

/** What one count of a model's columns is, in g or degrees a second. */
export function countSize({ accelRange_g, gyroRange_dps }: ModelNeeds, kind: MotionKind): number {
  return (kind === "acceleration" ? accelRange_g : gyroRange_dps) / COUNTS;
}

/** What -128 and 127 of a channel stand for, in the unit of `size`. `channelWith` makes the very channel of them again. */
export function endsOf({ multiplier, zero }: Omit<WindowChannel, "column">, size: number): Span {
  const valueAt = (stored: number) => (((stored - zero) * FRACTION) / multiplier) * size;
  return [valueAt(LOWEST), valueAt(HIGHEST)];
}

/** The channel whose -128 and 127 stand for these values, as near as the engine's multiplier comes. */
export function channelWith([low, high]: Span, size: number): Omit<WindowChannel, "column"> {
  const multiplier = Math.round(((HIGHEST - LOWEST) * FRACTION * size) / (high - low));
  return { multiplier, zero: Math.round(LOWEST - ((low / size) * multiplier) / FRACTION) + 0 };
}
