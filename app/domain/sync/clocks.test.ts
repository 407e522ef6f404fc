import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClockExchange, compareClocks } from "./clocks.ts";
import { videoToCaptureUs } from "./video.ts";

interface World {
  readonly offsetUs: number;
  readonly driftPpm: number;
}

const theirs = ({ offsetUs, driftPpm }: World, oursUs: number) => offsetUs + oursUs * (1 + driftPpm * 1e-6);

/** An exchange as the world makes it: the way there and the way back take their own time. */
function exchange(world: World, askedUs: number, thereUs: number, backUs: number): ClockExchange {
  return { askedUs, answeredUs: theirs(world, askedUs + thereUs), heardUs: askedUs + thereUs + backUs };
}

const worlds = fc.record({
  offsetUs: fc.double({ min: -1e11, max: 1e11, noNaN: true }),
  driftPpm: fc.double({ min: -500, max: 500, noNaN: true }),
});
const delayUs = fc.double({ min: 10, max: 80_000, noNaN: true });
const schedules = fc.array(
  fc.record({ pauseUs: fc.double({ min: 0, max: 20e6, noNaN: true }), thereUs: delayUs, backUs: delayUs }),
  { minLength: 1, maxLength: 80 },
);

describe("comparing two clocks", () => {
  it("is never further off than it says, whatever offset, drift and lopsided delays", () => {
    fc.assert(
      fc.property(worlds, schedules, fc.double({ min: 0, max: 1, noNaN: true }), (world, schedule, share) => {
        let at = 5e6;
        const exchanges = schedule.map(({ pauseUs, thereUs, backUs }) => {
          at += pauseUs + thereUs + backUs;
          return exchange(world, at, thereUs, backUs);
        });
        const compared = compareClocks(exchanges)!;
        const first = compared.used[0]!.askedUs;
        const moment = first + share * (compared.used.at(-1)!.heardUs - first);
        const error = Math.abs(videoToCaptureUs(compared.line, moment) - theirs(world, moment));
        // A double keeps 0.02 microseconds of a time of two days.
        expect(error).toBeLessThanOrEqual(compared.errorUs(moment) + 0.1);
      }),
      { numRuns: 500 },
    );
  });

  it("finds the drift of a long recording", () => {
    const world = { offsetUs: 3e9, driftPpm: 80 };
    const exchanges = Array.from({ length: 600 }, (_, s) => exchange(world, s * 1e6, 300 + (s % 7) * 900, 400));
    const compared = compareClocks(exchanges)!;
    expect(compared.used.length).toBeLessThanOrEqual(61);
    expect((compared.line.rate - 1) * 1e6).toBeCloseTo(80, 0);
    expect(compared.errorUs(300e6)).toBeLessThan(1_000);
  });

  it("claims no drift where the recording is too short to know it", () => {
    const world = { offsetUs: 3e9, driftPpm: 20 };
    const exchanges = Array.from({ length: 5 }, (_, n) => exchange(world, n * 500_000, 2_000, 300));
    const { line, errorUs } = compareClocks(exchanges)!;
    expect(line.rate).toBe(1);
    expect(errorUs(1e6)).toBeLessThan(2_500);
  });

  it("listens to the quick answers: one that waited behind other work changes little", () => {
    const world = { offsetUs: 1e9, driftPpm: 0 };
    const quick = Array.from({ length: 10 }, (_, n) => exchange(world, n * 1e6, 200, 200));
    const slow = exchange(world, 10e6, 900_000, 100);
    const line = compareClocks([...quick, slow])!.line;
    expect(Math.abs(videoToCaptureUs(line, 5e6) - theirs(world, 5e6))).toBeLessThan(50);
  });

  it("knows nothing without an exchange, or with one that was heard before it was asked", () => {
    expect(compareClocks([])).toBeNull();
    expect(compareClocks([{ askedUs: 5, answeredUs: 1, heardUs: 4 }])).toBeNull();
  });
});
