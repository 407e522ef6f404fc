import { setImmediate, setTimeout } from "node:timers/promises";
import { hostNowUs } from "./source.ts";

/** 1 = as in life, 10 = ten times as fast, "max" = as fast as the receiver takes it. */
export type Speed = number | "max";

/** A turn for everybody else after this much work without a wait. */
const TURN_US = 8_000;

/**
 * Plays a time line against the host's clock. Moments are microseconds of the played time line, from 0.
 * In life's speed a packet is stamped with the time at which it really left; at any other speed the stamps follow the
 * time line, so that rates measured from them stay right.
 */
export class Pacer {
  /** The host time at which moment 0 was due, also where stamps begin. */
  readonly startUs: number;
  readonly #speed: Speed;
  #turnAtUs: number;

  constructor(speed: Speed, startUs: number = hostNowUs()) {
    this.#speed = speed;
    this.startUs = startUs;
    this.#turnAtUs = hostNowUs() + TURN_US;
  }

  /** The moment that is due now; at "max", any. */
  nowDueUs(): number {
    return this.#speed === "max" ? Number.POSITIVE_INFINITY : (hostNowUs() - this.startUs) * this.#speed;
  }

  /** The host time to stamp a packet with that leaves now and whose last row is of this moment. */
  stamp(momentUs: number): number {
    return this.#speed === 1 ? hostNowUs() : this.onTimeLine(momentUs);
  }

  /** The host time of a moment had it always been played at life's speed. */
  onTimeLine(momentUs: number): number {
    return Math.round(this.startUs + momentUs);
  }

  /** Waits until the moment is due. False when the signal aborted first. */
  async until(momentUs: number, signal: AbortSignal): Promise<boolean> {
    try {
      for (let dueUs = this.nowDueUs(); dueUs < momentUs; dueUs = this.nowDueUs()) {
        const waitMs = (momentUs - dueUs) / 1000 / (this.#speed as number);
        await setTimeout(Math.min(Math.ceil(waitMs), 60_000), undefined, { signal });
        this.#turnAtUs = hostNowUs() + TURN_US;
      }
      if (hostNowUs() > this.#turnAtUs) {
        await setImmediate(undefined, { signal });
        this.#turnAtUs = hostNowUs() + TURN_US;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return !signal.aborted;
  }
}
