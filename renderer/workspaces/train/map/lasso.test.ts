import fc from "fast-check";
import { expect, it } from "vitest";
import { isInside, nearestTo } from "./lasso.ts";

const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
const spot = fc.record({ x: coordinate, y: coordinate });

it("catches what lies in a line that was drawn around it, also where the line is bent inwards", () => {
  const bent = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 5, y: 5 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ];
  expect(isInside(bent, { x: 2, y: 5 })).toBe(true);
  expect(isInside(bent, { x: 8, y: 5 })).toBe(false);
  expect(isInside(bent.slice(0, 2), { x: 5, y: 0 })).toBe(false);
});

it("catches exactly what a rectangle holds", () => {
  fc.assert(
    fc.property(spot, spot, spot, (a, b, one) => {
      const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
      const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
      const corners = [
        { x: left, y: top },
        { x: right, y: top },
        { x: right, y: bottom },
        { x: left, y: bottom },
      ];
      const onEdge = [left, right].includes(one.x) || [top, bottom].includes(one.y);
      fc.pre(!onEdge);
      expect(isInside(corners, one)).toBe(one.x > left && one.x < right && one.y > top && one.y < bottom);
    }),
  );
});

it("finds the nearest within reach", () => {
  fc.assert(
    fc.property(fc.array(spot), spot, fc.double({ min: 0, max: 50, noNaN: true }), (spots, at, within) => {
      const found = nearestTo(spots, at, within);
      const distances = spots.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
      const least = Math.min(Number.POSITIVE_INFINITY, ...distances);
      expect(found === null ? null : distances[found]).toBe(least <= within ? least : null);
    }),
  );
});
