import type { Quantization } from "../api.ts";

/** The real numbers that a tensor reaches. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

const LOWEST = -128;
const HIGHEST = 127;

/**
 * int8 over a range, widened so that zero is in it, and stands for itself: padding and ReLU are then exact. `coarsest` is
 * the largest step of the sums that go into the tensor: int8 steps finer than two of it would hold nothing more, and the
 * kernels would have to shift sums to the left, out of int32.
 */
export function quantizationOf({ lowest, highest }: Range, coarsest: number): Quantization {
  const low = Math.min(0, lowest);
  const high = Math.max(0, highest);
  const scale = Math.fround(Math.max((high - low) / (HIGHEST - LOWEST), 2 * coarsest)) || 1;
  const zeroPoint = Math.min(HIGHEST, Math.max(LOWEST, Math.round(LOWEST - low / scale))) + 0; // no negative zero
  return { scale, zeroPoint };
}

/** Limits of the outputs in int8, as the interpreter derives them from ReLU and ReLU6 (float32, ties up). */
export function limitsIn({ scale, zeroPoint }: Quantization, real: Range): Range {
  const stored = (value: number, otherwise: number) => {
    if (!Number.isFinite(value)) return otherwise;
    return Math.min(HIGHEST, Math.max(LOWEST, zeroPoint + Math.round(Math.fround(value / scale))));
  };
  return { lowest: stored(real.lowest, LOWEST), highest: stored(real.highest, HIGHEST) };
}
