import type { Studio } from "#contract/contract.ts";
import { type ClockExchange, type ComparedClocks, compareClocks } from "#domain/sync/clocks.ts";

/** Between two comparisons while somebody films; the sync of an hour needs no more. */
const PAUSE_MS = 1_000;
/** At the begin and the end the clock is asked several times, so that one of them is quick. */
const BURST = 8;
/** Two hours at one a second. Of older ones every other is forgotten: a drift needs the ends, not each second. */
const MOST_KEPT = 7_200;

/** The page's clock, microseconds. The same as that of `performance.now()` and of what media elements say of frames. */
export const pageNowUs = (): number => performance.now() * 1000;

/** Compares the page's clock with the host's, and remembers when each capture began. */
export class HostClock {
  readonly #studio: Studio;
  readonly #nowUs: () => number;
  #exchanges: ClockExchange[] = [];
  /** Of the exchanges so far; undefined where one came since. */
  #compared: ComparedClocks | null | undefined;
  readonly #zeros = new Map<string, number>();
  #watchers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(studio: Studio, nowUs: () => number = pageNowUs) {
    this.#studio = studio;
    this.#nowUs = nowUs;
  }

  /** Asks a few times in a row. A host that is away changes nothing: there will be other times. */
  async burst(): Promise<void> {
    for (let n = 0; n < BURST; n++) await this.#ask();
  }

  /** Asks now and then until the returned function is called. */
  watch(): () => void {
    this.#watchers++;
    this.#timer ??= setTimeout(() => void this.#again(), PAUSE_MS);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#watchers--;
    };
  }

  /** Null until the host has answered. */
  compared(): ComparedClocks | null {
    this.#compared ??= compareClocks(this.#exchanges);
    return this.#compared;
  }

  /** When a capture began, on the host's clock; null where the clock was not asked while it was recorded. */
  zeroUs(captureId: string): number | null {
    return this.#zeros.get(captureId) ?? null;
  }

  /** Now, on the clock of the capture that is being recorded; null until the host has told it. */
  captureNowUs(captureId: string): number | null {
    const line = this.compared()?.line;
    const zeroUs = this.zeroUs(captureId);
    return line === undefined || zeroUs === null ? null : line.offsetUs + line.rate * this.#nowUs() - zeroUs;
  }

  async #again(): Promise<void> {
    await this.#ask();
    this.#timer = this.#watchers > 0 ? setTimeout(() => void this.#again(), PAUSE_MS) : undefined;
  }

  async #ask(): Promise<void> {
    const askedUs = this.#nowUs();
    try {
      const { hostUs, recording } = await this.#studio.call("clock.now", undefined);
      this.#exchanges.push({ askedUs, answeredUs: hostUs, heardUs: this.#nowUs() });
      this.#compared = undefined;
      if (recording !== null) this.#zeros.set(recording.captureId, hostUs - recording.captureUs);
    } catch (error) {
      console.warn("clock.now", error);
    }
    if (this.#exchanges.length > MOST_KEPT) this.#exchanges = this.#exchanges.filter((_, index) => index % 2 === 0);
  }
}
