import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameClock } from "./frameClock.ts";

const FRAME_US = 33_333;

interface Camera {
  readonly offsetUs: number;
  /** How much later than even each frame is captured. */
  readonly jitterUs: (frame: number) => number;
  readonly wayUs: (frame: number) => number;
  /** Whether the browser shows the frame, and says so. */
  readonly shown: (frame: number) => boolean;
}

function film(frames: number, { offsetUs, jitterUs, wayUs, shown }: Camera): FrameClock {
  const clock = new FrameClock();
  for (let frame = 0; frame < frames; frame++) {
    const frameUs = frame * FRAME_US + (frame === 0 ? 0 : jitterUs(frame));
    clock.arrived(frameUs, offsetUs + frameUs + wayUs(frame));
    if (shown(frame)) clock.sighted(offsetUs + frameUs);
  }
  return clock;
}

const hash = (n: number) => ((Math.imul(n + 1, 2654435761) >>> 0) % 1000) / 1000;

describe("a camera's clock on the page's", () => {
  it("is found to a fraction of a millisecond when frames are seen on the screen, however long they travel", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e10, noNaN: true }),
        fc.integer({ min: 500, max: 12_000 }),
        fc.integer({ min: 0, max: 120_000 }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (offsetUs, jitter, wayUs, seen) => {
          const clock = film(90, {
            offsetUs,
            jitterUs: (n) => jitter * hash(n),
            wayUs: (n) => wayUs + 9_000 * hash(n * 7),
            shown: (n) => hash(n * 13) < seen,
          });
          const { line, witness } = clock.fit()!;
          expect(witness).toBe("sightings");
          expect(Math.abs(line.offsetUs - offsetUs)).toBeLessThan(300);
          expect(line.rate).toBe(1);
        },
      ),
    );
  });

  it("is found for a camera as even as a metronome too", () => {
    const even = { offsetUs: 7e6, jitterUs: () => 0, wayUs: () => 2_000 };
    const clock = film(60, { ...even, shown: () => true });
    expect(clock.fit()!.line.offsetUs).toBeCloseTo(7e6, 0);
  });

  it("is taken from arrivals where nothing is shown: late by the quickest way, no more", () => {
    const clock = film(300, {
      offsetUs: 7e6,
      jitterUs: () => 0,
      wayUs: (n) => 3_000 + 20_000 * hash(n) ** 2,
      shown: () => false,
    });
    const { line, witness } = clock.fit()!;
    expect(witness).toBe("arrivals");
    const middleUs = 150 * FRAME_US;
    expect(Math.abs(line.offsetUs + line.rate * middleUs - (7e6 + middleUs))).toBeLessThan(4_000);
  });

  it("claims no rate after a few frames of which the first was slow", () => {
    const clock = film(4, {
      offsetUs: 7e6,
      jitterUs: () => 0,
      wayUs: (n) => (n === 0 ? 60_000 : 3_000),
      shown: () => false,
    });
    expect(clock.fit()).toEqual({ line: { offsetUs: expect.closeTo(7_003_000, 0), rate: 1 }, witness: "arrivals" });
  });

  it("is not known before there are two frames", () => {
    const clock = new FrameClock();
    expect(clock.fit()).toBeNull();
    clock.arrived(0, 1_000);
    expect(clock.fit()).toBeNull();
    clock.arrived(FRAME_US, 1_000 + FRAME_US);
    expect(clock.fit()).not.toBeNull();
  });
});
