import { ClockFit } from "../clockFit.ts";
import { MOST_DRIFT } from "./clocks.ts";
import type { SyncLine } from "./video.ts";

/** Frames that are remembered for comparison with what the screen says: 4 s at 30 a second. */
const REMEMBERED = 120;
/** Sightings are compared until the offset has been found this often: it does not change after that. */
const ENOUGH_SIGHTINGS = 300;
/** Both times are the same event's, rounded to 0.1 ms where a page's clock is coarse. */
const SAME_WITHIN_US = 250;
/** One agreement may be chance, this many are not. */
const FEWEST_SIGHTINGS = 8;
/** A frame is shown, or thrown away, long before this. */
const LONGEST_WAY_US = 1e6;

/**
 * Where a camera's own clock (a frame's timestamp, of unknown zero) lies on the page's. Two witnesses:
 *
 * The browser says of frames that it shows when they were captured, on the page's clock, but not which frames they are.
 * Differences of both clocks agree only for the right pairs (cameras jitter by more than 0.25 ms, and a wrong pairing of
 * a perfectly even camera leaves a frame over at each end), so the difference seen most often is the offset: exact, and
 * free of how long a frame takes to arrive.
 *
 * Where the browser does not say it, arrivals do: no frame arrives before it was captured, so the line is laid under
 * them (ClockFit). Then the video is late by the quickest frame's way from camera to page.
 */
export class FrameClock {
  readonly #arrivals = new ClockFit(1e6);
  readonly #recent: { frameUs: number; arrivalUs: number }[] = [];
  readonly #votes = new Map<number, { votes: number; sumUs: number }>();
  #sightings = 0;
  /** No offset above this is possible: that frame would have arrived before it was captured. */
  #leastDelayUs = Number.POSITIVE_INFINITY;

  /** A frame came; `frameUs` counts from the first frame of the video and does not go back. */
  arrived(frameUs: number, arrivalUs: number): void {
    this.#arrivals.add(frameUs, arrivalUs);
    this.#leastDelayUs = Math.min(this.#leastDelayUs, arrivalUs - frameUs);
    this.#recent.push({ frameUs, arrivalUs });
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
  }

  /** The browser showed some frame and says when it was captured. */
  sighted(capturedUs: number): void {
    if (this.#sightings >= ENOUGH_SIGHTINGS) return;
    this.#sightings++;
    for (const { frameUs, arrivalUs } of this.#recent) {
      if (Math.abs(arrivalUs - capturedUs) > LONGEST_WAY_US) continue;
      const offsetUs = capturedUs - frameUs;
      const bin = Math.round(offsetUs / SAME_WITHIN_US);
      const seen = this.#votes.get(bin) ?? { votes: 0, sumUs: 0 };
      this.#votes.set(bin, { votes: seen.votes + 1, sumUs: seen.sumUs + offsetUs });
    }
  }

  /** `page = offsetUs + rate * frameUs`, and which witness told it; null before the first two frames. */
  fit(): { readonly line: SyncLine; readonly witness: "sightings" | "arrivals" } | null {
    const offsetUs = this.#sightedOffset();
    if (offsetUs !== null) return { line: { offsetUs, rate: 1 }, witness: "sightings" };
    const fitted = this.#arrivals.fit();
    if (fitted === null) return null;
    const rate = 1e6 / fitted.line.rateHz;
    // A few frames say nothing of a rate: then only that none came before it was captured.
    const line =
      Math.abs(rate - 1) <= MOST_DRIFT
        ? { offsetUs: fitted.line.startUs, rate }
        : { offsetUs: this.#leastDelayUs, rate: 1 };
    return { line, witness: "arrivals" };
  }

  #sightedOffset(): number | null {
    let best: { votes: number; offsetUs: number } | null = null;
    for (const [bin, { votes, sumUs }] of this.#votes) {
      // A true offset near a bin's edge falls into both.
      const next = this.#votes.get(bin + 1) ?? { votes: 0, sumUs: 0 };
      const all = votes + next.votes;
      const offsetUs = (sumUs + next.sumUs) / all;
      if (offsetUs > this.#leastDelayUs + SAME_WITHIN_US || all < FEWEST_SIGHTINGS) continue;
      // Of two that were seen equally often, the one that lets frames travel less.
      if (best === null || all > best.votes || (all === best.votes && offsetUs > best.offsetUs)) {
        best = { votes: all, offsetUs };
      }
    }
    return best?.offsetUs ?? null;
  }
}
