import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FoundSync, findSync, type Impact } from "./findSync.ts";
import { type MadePair, type MadeSession, makePair, randomFrom } from "./testing/madeImpacts.ts";
import { type SyncLine, videoToCaptureUs } from "./video.ts";

const SESSION: MadeSession = {
  captureS: 180,
  lost: 0.3,
  strange: 0.3,
  seenBy: "motion",
  maxOffsetS: 40,
  maxPpm: 500,
};
const JITTER_US = { motion: 10_000, sound: 2_000 } as const;

/** How far a line lies from the true one where it is worst in the video, milliseconds. */
function errorMs(line: SyncLine, { line: truth, videoSpanUs }: MadePair): number {
  return (
    Math.max(...videoSpanUs.map((at) => Math.abs(videoToCaptureUs(line, at) - videoToCaptureUs(truth, at)))) / 1000
  );
}

function found(result: FoundSync) {
  if (!result.sure) throw new Error(`not sure: ${result.reason}`);
  return result;
}

const at = (...timesS: number[]): Impact[] => timesS.map((timeS) => ({ timeUs: timeS * 1e6, strength: 1 }));

describe("Finding the sync by impacts", () => {
  it("finds offset and drift to a fraction of a frame, with a third of the impacts missing and a third strange", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const pair = makePair(randomFrom(seed), SESSION);
      const { sync, matched, possible, residualUs, errorUs } = found(findSync(pair.video, pair.glove));
      expect(errorMs(sync.line, pair)).toBeLessThan(17);
      expect(sync.method).toBe("impacts");
      expect(matched).toBeLessThanOrEqual(possible);
      expect(residualUs).toBeLessThan(17_000);
      expect(errorUs).toBeLessThan(17_000);
      for (const { videoUs, captureUs } of sync.anchors) {
        expect(Math.abs(videoToCaptureUs(sync.line, videoUs) - captureUs)).toBeLessThan(30_000);
      }
    }
  });

  it("is finer by sound, with half of the impacts missing and half strange", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const pair = makePair(randomFrom(seed), { ...SESSION, lost: 0.5, strange: 0.5, seenBy: "sound" });
      const { sync } = found(findSync(pair.video, pair.glove, { jitterUs: JITTER_US.sound }));
      expect(errorMs(sync.line, pair)).toBeLessThan(8);
    }
  });

  it("finds three claps at either end", () => {
    const claps = [2, 2.9, 3.5, 121, 121.7, 122.9];
    const video = at(...claps.map((timeS) => (timeS - 7.5) / 1.0002), 40, 77.3);
    const { sync, matched } = found(findSync(video, at(...claps, 60.1), { jitterUs: 5_000 }));
    expect(matched).toBe(6);
    expect(videoToCaptureUs(sync.line, video[0]!.timeUs) / 1e6).toBeCloseTo(2, 2);
    expect(videoToCaptureUs(sync.line, video[5]!.timeUs) / 1e6).toBeCloseTo(122.9, 2);
  });

  it("looks beyond the first minute where nothing is found in it", () => {
    const pair = makePair(randomFrom(3), { ...SESSION, captureS: 400 });
    const late = pair.video.map(({ timeUs, strength }) => ({ timeUs: timeUs + 150e6, strength }));
    const { sync } = found(findSync(late, pair.glove));
    const shifted = { offsetUs: sync.line.offsetUs + sync.line.rate * 150e6, rate: sync.line.rate };
    expect(errorMs(shifted, pair)).toBeLessThan(17);
    expect(findSync(late, pair.glove, { maxOffsetUs: 60e6 })).toMatchObject({ sure: false });
  });

  it("does not believe in what two sessions have in common by chance", () => {
    for (let seed = 1; seed <= 15; seed++) {
      const random = randomFrom(seed);
      const [one, other] = [makePair(random, SESSION), makePair(random, SESSION)];
      expect(findSync(one.video, other.glove)).toMatchObject({ sure: false });
    }
  });

  it("says that several fit where the impacts come in an even rhythm", () => {
    const beat = Array.from({ length: 60 }, (_, index) => index);
    expect(findSync(at(...beat), at(...beat))).toEqual({ sure: false, reason: "severalFit" });
  });

  it("says that it is too vague where only one moment is common to both", () => {
    const burst = [10, 10.31, 10.72, 11.44, 11.81, 12.6, 13.04, 13.9];
    const rest = (seed: number) => {
      const random = randomFrom(seed);
      return Array.from({ length: 5 }, () => 100 + 1500 * random());
    };
    const result = findSync(at(...burst, ...rest(1)), at(...burst, ...rest(2)), { jitterUs: 10_000 });
    expect(result).toEqual({ sure: false, reason: "vague" });
  });

  it("says that it is not sure of too few, of none, and of all at once", () => {
    expect(findSync([], [])).toEqual({ sure: false, reason: "tooFew" });
    expect(findSync(at(1, 2, 3, 4), at(1, 2, 3, 4))).toEqual({ sure: false, reason: "tooFew" });
    expect(findSync(at(5, 5, 5, 5, 5, 5), at(5, 5, 5, 5, 5, 5)).sure).toBe(false);
  });

  it("answers whatever it is given", () => {
    const impacts = fc.array(
      fc.record({
        timeUs: fc.oneof(fc.double(), fc.double({ min: 0, max: 1e9, noNaN: true })),
        strength: fc.double(),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(impacts, impacts, (video, glove) => {
        const result = findSync(video, glove, { maxOffsetUs: 60e6 });
        if (result.sure) expect(Number.isFinite(result.sync.line.offsetUs)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
