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
/** A fitted rate is good for this long; every packet asks for it. */
const RATE_LASTS_US = 250_000;

/** What a link did in its last ten seconds, and how fast its rows came. */
export class LinkWindow {
  #seconds: { atUs: number; tally: LinkTally }[] = [];
  #arrivals: { index: number; us: number }[] = [];
  #fitted: { atUs: number; rateHz: number } | null = null;

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

  /** Index -> host time, laid under the arrivals (domain/clockFit.ts); null before there is 1 s of them. */
  line(): ClockLine | null {
    const rateHz = this.rateHz();
    if (rateHz === null) return null;
    const fit = new ClockFit(rateHz);
    for (const { index, us } of this.#arrivals) fit.add(index, us);
    return fit.fit()?.line ?? null;
  }

  /** Rows a second of the host's clock, by least squares of index against arrival; null before there is 1 s of them. */
  rateHz(): number | null {
    const newest = this.#arrivals.at(-1);
    if (newest === undefined) return null;
    if (this.#fitted !== null && newest.us - this.#fitted.atUs < RATE_LASTS_US) return this.#fitted.rateHz;
    const within = this.#arrivals.filter((arrival) => newest.us - arrival.us <= WINDOW_US);
    const oldest = within[0]!;
    if (newest.us - oldest.us < LEAST_FOR_RATE_US) return null;
    let meanX = 0;
    let meanY = 0;
    for (const { index, us } of within) {
      meanX += (us - oldest.us) / within.length;
      meanY += (index - oldest.index) / within.length;
    }
    let xy = 0;
    let xx = 0;
    for (const { index, us } of within) {
      const x = us - oldest.us - meanX;
      xy += x * (index - oldest.index - meanY);
      xx += x * x;
    }
    const rateHz = (xy / xx) * 1e6;
    this.#fitted = { atUs: newest.us, rateHz };
    return rateHz;
  }
}
