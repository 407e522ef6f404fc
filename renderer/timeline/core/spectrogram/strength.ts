import { PowerSpectrum } from "./fft.ts";
import type { SpectrogramLook, WindowShape } from "./look.ts";

/** What the levels of a tile mean: 1 is this many decibels or less, each level more is a step; 0 is a gap. */
export const FLOOR_DB = -120;
export const STEP_DB = 0.75;
export const GAP = 0;

export type Shape = Pick<SpectrogramLook, "window" | "windowRows" | "overlap">;

/** Rows from one window to the next. */
export function hopOf({ windowRows, overlap }: Shape): number {
  return Math.max(1, Math.round(windowRows * (1 - overlap)));
}

export function windowWeights(shape: WindowShape, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    const turn = (2 * Math.PI * i) / size;
    if (shape === "hann") return 0.5 - 0.5 * Math.cos(turn);
    if (shape === "hamming") return 0.54 - 0.46 * Math.cos(turn);
    if (shape === "blackman") return 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    return 1;
  });
}

export function levelOf(power: number): number {
  const db = power > 0 ? 10 * Math.log10(power) : FLOOR_DB;
  return Math.min(255, Math.max(1, 1 + Math.round((db - FLOOR_DB) / STEP_DB)));
}

/**
 * The strength of every frequency in windows that begin `hop` rows apart, as levels: `out[frame * bins + bin]`, with
 * `windowRows / 2 + 1` bins. A sine of amplitude 1 unit in the middle of a bin is 0 dB. The mean of a window is taken out
 * first, or gravity would hide everything slow. A window that touches a NaN is a gap.
 */
export function levels(signal: Float64Array, frames: number, shape: Shape): Uint8Array {
  const { windowRows: size } = shape;
  const hop = hopOf(shape);
  const bins = size / 2 + 1;
  const weights = windowWeights(shape.window, size);
  const gain = (2 / weights.reduce((sum, weight) => sum + weight, 0)) ** 2;
  const spectrum = new PowerSpectrum(size);
  const windowed = new Float64Array(size);
  const power = new Float64Array(bins);
  const out = new Uint8Array(frames * bins);
  for (let frame = 0; frame < frames; frame++) {
    let mean = 0;
    for (let i = 0; i < size; i++) mean += signal[frame * hop + i] ?? Number.NaN;
    if (Number.isNaN(mean)) continue;
    mean /= size;
    for (let i = 0; i < size; i++) windowed[i] = (signal[frame * hop + i]! - mean) * weights[i]!;
    spectrum.of(windowed, power);
    for (let bin = 0; bin < bins; bin++) out[frame * bins + bin] = levelOf(power[bin]! * gain);
  }
  return out;
}
