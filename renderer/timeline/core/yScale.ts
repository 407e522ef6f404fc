import type { Channel } from "#domain/channels.ts";

/** What fills the height of a track: the extremes of the whole capture, of the view, or what the sensor can measure. */
export const Y_MODES = ["capture", "view", "range"] as const;
export type YMode = (typeof Y_MODES)[number];

/** What a track shows, in the channels' unit. */
export interface YRange {
  readonly min: number;
  readonly max: number;
}

/** The smallest of 1, 2, 5, 10, 20, 50… (also 0.1, 0.2…) that is not below `value`. */
export function niceCeil(value: number): number {
  // Below the normal numbers powers of ten vanish; no sensor measures there.
  if (!(value > Number.MIN_VALUE / Number.EPSILON)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  for (const step of [1, 2, 5, 10]) {
    // A hair of slack, or 0.30000000000000004 would climb a whole step.
    if (value <= step * power * (1 + 1e-9)) return step * power;
  }
  return 10 * power;
}

/** Even about zero, so that rest stays in the middle; from zero up where nothing is below it (a bare converter). */
export function rangeFor(low: number, high: number, signed: boolean): YRange {
  if (low > high) return signed ? { min: -1, max: 1 } : { min: 0, max: 1 };
  if (!signed && low >= 0) return { min: 0, max: niceCeil(high) };
  const end = niceCeil(Math.max(Math.abs(low), Math.abs(high)));
  return { min: -end, max: end };
}

/** The whole range of the sensor; null where no channel says. */
export function fullRange(channels: readonly Channel[]): YRange | null {
  const ends = channels.map((channel) => channel.range).filter((range) => range !== null);
  if (ends.length === 0) return null;
  const end = Math.max(...ends);
  return { min: -end, max: end };
}

/** How long a wider scale is kept after the signal has become small: one guard between two combinations. */
const CALM_S = 3;

/**
 * A live scale that does not jump: it widens at once (nothing may leave the picture) and narrows only when less than
 * 40 % of it has been used for a while, so that it does not hunt between two steps.
 */
export class CalmScale {
  #range: YRange | null = null;
  #calmSinceS: number | null = null;

  /** @param nowS seconds of any clock that only goes forward. */
  next(low: number, high: number, signed: boolean, nowS: number): YRange {
    const wanted = rangeFor(low, high, signed);
    const held = this.#range;
    if (held === null || wanted.max > held.max || wanted.min < held.min) {
      this.#calmSinceS = null;
      this.#range = wanted;
      return wanted;
    }
    const small = Math.max(high, -low) < 0.4 * held.max && wanted.max < held.max;
    if (!small) this.#calmSinceS = null;
    else this.#calmSinceS ??= nowS;
    if (this.#calmSinceS !== null && nowS - this.#calmSinceS >= CALM_S) {
      this.#calmSinceS = null;
      this.#range = wanted;
    }
    return this.#range!;
  }
}
