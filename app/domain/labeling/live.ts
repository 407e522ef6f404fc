import type { Brushstroke } from "./draw.ts";
import type { Segment } from "./segments.ts";

/** What a tap makes: one that ends where the next tap begins one, or one of a fixed length. */
export const TAP_WAYS = ["next", "fixed"] as const;
export type TapWay = (typeof TAP_WAYS)[number];

export interface LiveSettings {
  /** How late a person presses after what they saw, in the time of their own clock. */
  readonly reactionMs: number;
  readonly tap: TapWay;
  /** How long a tapped segment is where taps have a fixed length. */
  readonly lengthMs: number;
}

export const USUAL_LIVE: LiveSettings = { reactionMs: 250, tap: "fixed", lengthMs: 500 };

/** A key that is let go sooner was tapped, not held. */
export const TAP_MS = 200;

/** A moment of the capture, and that of the person's own clock. */
export interface Moment {
  readonly captureUs: number;
  readonly wallMs: number;
}

interface Growing {
  readonly stroke: Brushstroke;
  readonly startUs: number;
  readonly pressedMs: number;
  /** Let go at once: it grows until the next tap. */
  readonly tapped: boolean;
}

/**
 * Labels while the capture plays: a held key's segment grows until the key is let go; a tapped one's is as the settings
 * say. Times are put back by the person's reaction, which is longer in the capture the faster it plays.
 */
export class LiveLabeler {
  readonly settings: LiveSettings;
  readonly #speed: () => number;
  #growing: Growing | null = null;

  /** `speed`: capture seconds that pass in a second of the person's clock. */
  constructor(settings: LiveSettings, speed: () => number) {
    this.settings = settings;
    this.#speed = speed;
  }

  /** What would be made if it ended now; null while nothing grows. */
  growing(now: Moment): Segment | null {
    return this.#growing === null ? null : ended(this.#growing, this.#backed(now));
  }

  /** A key goes down. @returns what its predecessor became, where that was still growing. */
  press(stroke: Brushstroke, now: Moment): Segment | null {
    const startUs = this.#backed(now);
    const before = this.#growing === null ? null : ended(this.#growing, startUs);
    this.#growing = { stroke, startUs, pressedMs: now.wallMs, tapped: false };
    return before;
  }

  /** The key is let go. @returns what it made; null for a tap whose end is still to come. */
  release(now: Moment): Segment | null {
    const growing = this.#growing;
    if (growing === null || growing.tapped) return null;
    if (now.wallMs - growing.pressedMs >= TAP_MS) return this.stop(now);
    if (this.settings.tap === "next") {
      this.#growing = { ...growing, tapped: true };
      return null;
    }
    this.#growing = null;
    return ended(growing, growing.startUs + this.settings.lengthMs * 1000);
  }

  /** Playing stops, or whoever labels does. @returns what was growing. */
  stop(now: Moment): Segment | null {
    const growing = this.#growing;
    this.#growing = null;
    return growing === null ? null : ended(growing, this.#backed(now));
  }

  cancel(): void {
    this.#growing = null;
  }

  #backed({ captureUs }: Moment): number {
    return Math.round(captureUs - this.settings.reactionMs * 1000 * this.#speed());
  }
}

function ended({ stroke, startUs }: Growing, endUs: number): Segment | null {
  return endUs > startUs ? { ...stroke, startUs, endUs, peakUs: null } : null;
}

/** Fewer taps say too little about a person. */
export const LEAST_TAPS = 5;
/** A tap belongs to an impact from a little before it, for those who know what comes, to well after it. */
const SOONEST_MS = -150;
const LATEST_MS = 700;

/**
 * How late a person taps, from taps along known impacts (ms of one clock): the median over the impacts of
 * the distance to the first tap that may belong to it. @returns null where fewer than five impacts have one.
 */
export function reactionOf(tapsMs: readonly number[], impactsMs: readonly number[]): number | null {
  const late: number[] = [];
  for (const impact of impactsMs) {
    const after = tapsMs.filter((tap) => tap - impact >= SOONEST_MS && tap - impact <= LATEST_MS);
    const first = Math.min(...after);
    if (after.length > 0) late.push(first - impact);
  }
  if (late.length < LEAST_TAPS) return null;
  late.sort((a, b) => a - b);
  const middle = (late.length - 1) / 2;
  return Math.round((late[Math.floor(middle)]! + late[Math.ceil(middle)]!) / 2);
}
