import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameTimes } from "./frameTimes.ts";

const film = new FrameTimes(Float64Array.of(0, 33_333, 66_667, 150_000), 183_333);

describe("the frames of a video", () => {
  it("are shown from their own time until the next one's", () => {
    expect([0, 33_332, 33_333, 149_999, 150_000, 183_332].map((us) => film.at(us))).toEqual([0, 0, 1, 2, 3, 3]);
  });

  it("are none before the first and after the last, but there is always a nearest", () => {
    const late = new FrameTimes(Float64Array.of(40_000, 80_000), 120_000);
    expect([39_999, 40_000, 119_999, 120_000].map((us) => late.at(us))).toEqual([null, 0, 1, null]);
    expect([-5, 39_999, 500_000].map((us) => late.nearest(us))).toEqual([0, 0, 1]);
    expect(new FrameTimes(new Float64Array(), 0).at(0)).toBeNull();
  });

  it("last as long as the one before where the file does not say", () => {
    expect(new FrameTimes(Float64Array.of(0, 40_000), 0).endUs).toBe(80_000);
    expect(new FrameTimes(Float64Array.of(0), 0).endUs).toBe(33_333);
  });

  it("are found by a start that was rounded", () => {
    expect(film.startingNear(33_000)).toBe(1);
    expect(film.startingNear(67_000)).toBe(2);
  });

  const films = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 60 }).map((gaps) => {
    let us = 0;
    return new FrameTimes(Float64Array.from(gaps.map((gap) => (us += gap))), 0);
  });

  it("each hold their own middle, and no other frame does", () => {
    fc.assert(
      fc.property(films, (any) => {
        for (let index = 0; index < any.count; index++) expect(any.at(any.middleUs(index))).toBe(index);
      }),
    );
  });

  it("cover the video without a hole", () => {
    fc.assert(
      fc.property(films, fc.double({ min: 0, max: 1, noNaN: true }), (any, share) => {
        const us = any.beginUs + share * (any.endUs - any.beginUs) * 0.999_999;
        const index = any.at(us)!;
        expect(any.startUs(index)).toBeLessThanOrEqual(us);
        expect(any.stopUs(index)).toBeGreaterThan(us);
      }),
    );
  });
});
