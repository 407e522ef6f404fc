import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { around, clampView, follow, lengthUs, pan, pxToUs, reveal, type Span, usToPx, zoomAt } from "./view.ts";

const LIMITS: Span = { startUs: 0, endUs: 60_000_000 };

const viewOf = fc
  .tuple(fc.integer({ min: 0, max: 59_000_000 }), fc.integer({ min: 10_000, max: 60_000_000 }))
  .map(([startUs, length]) => clampView({ startUs, endUs: startUs + length }, LIMITS));

test("zooming keeps what stands under the pointer where it is, until the ends of the capture stop it", () => {
  const view = { startUs: 20_000_000, endUs: 30_000_000 };
  const zoomed = zoomAt(view, LIMITS, 4, 22_500_000);
  expect(lengthUs(zoomed)).toBe(2_500_000);
  expect(usToPx(zoomed, 1000, 22_500_000)).toBeCloseTo(250, 9);
});

test("zooming in and out again at one place comes back", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const view = { startUs: 20_000_000, endUs: 30_000_000 };
      const at = view.startUs + share * 10_000_000;
      const back = zoomAt(zoomAt(view, LIMITS, 3, at), LIMITS, 1 / 3, at);
      expect(back.startUs).toBeCloseTo(view.startUs, 3);
      expect(back.endUs).toBeCloseTo(view.endUs, 3);
    }),
  );
});

test("no move leaves the capture, and none changes the length but a zoom", () => {
  fc.assert(
    fc.property(viewOf, fc.integer({ min: -1e8, max: 1e8 }), (view, by) => {
      const moved = pan(view, LIMITS, by);
      expect(moved.startUs).toBeGreaterThanOrEqual(0);
      expect(moved.endUs).toBeLessThanOrEqual(LIMITS.endUs);
      expect(lengthUs(moved)).toBeCloseTo(lengthUs(view), 3);
    }),
  );
});

test("pixel and time are each other's inverse", () => {
  fc.assert(
    fc.property(viewOf, fc.double({ min: 0, max: 1500, noNaN: true }), (view, px) => {
      expect(usToPx(view, 1500, pxToUs(view, 1500, px))).toBeCloseTo(px, 6);
    }),
  );
});

test("a capture shorter than the shortest view is shown whole", () => {
  const short = { startUs: 0, endUs: 4000 };
  expect(clampView({ startUs: -5, endUs: 1 }, short)).toEqual(short);
  expect(zoomAt(short, short, 10, 2000)).toEqual(short);
});

test("a view around a stretch leaves air, revealing moves no more than needed", () => {
  expect(around({ startUs: 10_000_000, endUs: 12_000_000 }, LIMITS)).toEqual({ startUs: 9_900_000, endUs: 12_100_000 });
  const view = { startUs: 10_000_000, endUs: 20_000_000 };
  expect(reveal(view, LIMITS, 15_000_000)).toBe(view);
  expect(reveal(view, LIMITS, 25_000_000)).toEqual({ startUs: 16_000_000, endUs: 26_000_000 });
  expect(reveal(view, LIMITS, 0)).toEqual({ startUs: 0, endUs: 10_000_000 });
});

describe("a view that follows", () => {
  const limits = { startUs: 0, endUs: 10_000_000 };
  const view = { startUs: 1_000_000, endUs: 2_000_000 };

  it("stays until the playhead nears the end towards which it plays, then goes along", () => {
    expect(follow(view, limits, 1_500_000, 1_516_000)).toBe(view);
    expect(follow(view, limits, 1_850_000, 1_866_000)).toEqual({ startUs: 1_016_000, endUs: 2_016_000 });
    expect(follow(view, limits, 1_150_000, 1_134_000)).toEqual({ startUs: 984_000, endUs: 1_984_000 });
  });

  it("leaves a view alone that was panned away, until the playhead is in it again", () => {
    expect(follow(view, limits, 4_000_000, 4_016_000)).toBe(view);
    expect(follow(view, limits, 990_000, 1_006_000)).toBe(view);
  });

  it("goes where a jump goes, and no farther than the capture", () => {
    const there = follow(view, limits, 1_500_000, 7_000_000);
    expect(there.startUs <= 7_000_000 && there.endUs >= 7_000_000).toBe(true);
    const end = { startUs: 9_000_000, endUs: 10_000_000 };
    expect(follow(end, limits, 9_900_000, 9_950_000)).toEqual(end);
  });
});
