import { ClockFit } from "#domain/clockFit.ts";
import type { ClockLine } from "#domain/time.ts";

/** What a link did within some stretch of time, in rows; `corrupt` in packets. */
export interface LinkTally {
  rows: number;
  lost: number;
  corrupt: number;
  repeated: number;
  clipped: number;
}

export function emptyTally(): LinkTally {
  return { rows: 0, lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
}

export function addTally(to: LinkTally, more: Partial<LinkTally>): void {
  for (const [key, value] of Object.entries(more) as [keyof LinkTally, number][]) to[key] += value;
}

const WINDOW_US = 10_000_000;
/** A rate from less than this is a guess. */
const LEAST_FOR_RATE_US = 1_000_000;
/** A fit is good for this long; every packet asks for it. */
const FIT_LASTS_US = 250_000;

/** What a link did in its last ten seconds, and how fast its rows came. */
export class LinkWindow {
  #seconds: { atUs: number; tally: LinkTally }[] = [];
  #arrivals: { index: number; us: number }[] = [];
  #fitted: { atUs: number; line: ClockLine } | null = null;

  count(atUs: number, more: Partial<LinkTally>): void {
    let last = this.#seconds.at(-1);
    if (last === undefined || atUs - last.atUs >= 1_000_000) {
      last = { atUs, tally: emptyTally() };
      this.#seconds.push(last);
      this.#seconds = this.#seconds.filter((second) => atUs - second.atUs < WINDOW_US);
    }
    addTally(last.tally, more);
  }

  arrived(index: number, atUs: number): void {
    this.#arrivals.push({ index, us: atUs });
    // Cut in bulk: shifting one by one would copy the whole window for every packet.
    if (this.#arrivals.length > 64 && atUs - this.#arrivals[this.#arrivals.length >> 2]!.us > WINDOW_US) {
      this.#arrivals = this.#arrivals.filter((arrival) => atUs - arrival.us <= WINDOW_US);
    }
  }

  /** The sample index jumped by an estimate: arrivals before and after do not lie on one line. */
  restartRate(): void {
    this.#arrivals = [];
    this.#fitted = null;
  }

  tally(nowUs: number): LinkTally {
    const sum = emptyTally();
    for (const { atUs, tally } of this.#seconds) if (nowUs - atUs < WINDOW_US) addTally(sum, tally);
    return sum;
  }

  /** Rows a second of the host's clock; null before there is 1 s of arrivals. */
  rateHz(): number | null {
    return this.line()?.rateHz ?? null;
  }

  /** Index -> host time, laid under the arrivals (domain/clockFit.ts); null before there is 1 s of them. */
  line(): ClockLine | null {
    const newest = this.#arrivals.at(-1);
    if (newest === undefined) return null;
    if (this.#fitted !== null && newest.us - this.#fitted.atUs < FIT_LASTS_US) return this.#fitted.line;
    const within = this.#arrivals.filter((arrival) => newest.us - arrival.us <= WINDOW_US);
    const oldest = within[0]!;
    const spanUs = newest.us - oldest.us;
    if (spanUs < LEAST_FOR_RATE_US) return null;
    const fit = new ClockFit(((newest.index - oldest.index) * 1e6) / spanUs);
    for (const { index, us } of within) fit.add(index, us);
    const line = fit.fit()?.line ?? null;
    this.#fitted = line && { atUs: newest.us, line };
    return line;
  }
}
