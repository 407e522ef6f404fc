import fc from "fast-check";
import { expect, test } from "vitest";
import { shareHeights } from "./heights.ts";

const wish = (heightPx: number | null, leastPx = 60) => ({ heightPx, leastPx });

test("tracks share the area evenly; one that was pulled keeps its height", () => {
  expect(shareHeights(300, [wish(null), wish(null), wish(null)])).toEqual([100, 100, 100]);
  expect(shareHeights(301, [wish(200), wish(null), wish(null, 20)])).toEqual([200, 60, 41]);
});

test("a track that needs more than its share gets it, and the others share on", () => {
  expect(shareHeights(300, [wish(null, 150), wish(null), wish(null)])).toEqual([150, 75, 75]);
});

test("what does not fit keeps its least, and scrolls", () => {
  expect(shareHeights(100, [wish(null), wish(null)])).toEqual([60, 60]);
  expect(shareHeights(0, [])).toEqual([]);
});

test("nothing is less than its least, and nothing is wasted while something shares", () => {
  const any = fc.array(
    fc.record({ heightPx: fc.option(fc.integer({ min: 40, max: 900 })), leastPx: fc.integer({ min: 20, max: 200 }) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), any, (areaPx, wishes) => {
      const heights = shareHeights(areaPx, wishes);
      wishes.forEach(({ heightPx, leastPx }, i) => {
        if (heightPx === null) expect(heights[i]).toBeGreaterThanOrEqual(leastPx);
        else expect(heights[i]).toBe(heightPx);
      });
      const sum = heights.reduce((a, b) => a + b, 0);
      const least = wishes.reduce((all, { heightPx, leastPx }) => all + (heightPx ?? leastPx), 0);
      if (least <= areaPx && wishes.some(({ heightPx }) => heightPx === null)) expect(sum).toBe(areaPx);
    }),
  );
});
