import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeSettings, SEGMENTER_NAMES, SEGMENTERS, type SegmenterSetting } from "#domain/segmenters.ts";
import { searchSpace, spreadPoint } from "./searchSpace.ts";

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe.each(SEGMENTER_NAMES)("the settings of %s as a space", (segmenter) => {
  const space = searchSpace(segmenter);

  test("every point in it means settings that the segmenter takes", () => {
    const point = fc.array(place, { minLength: space.axes.length, maxLength: space.axes.length });
    fc.assert(
      fc.property(point, (at) => {
        const settings = completeSettings(segmenter, space.settingsAt(at));
        for (const [name, rule] of Object.entries<SegmenterSetting>(SEGMENTERS[segmenter])) {
          const value = (settings as Record<string, unknown>)[name];
          if (rule.type === "level") expect(Math.sign(value as number) * Math.sign(rule.usual)).not.toBe(-1);
        }
      }),
    );
  });

  test("the usual settings lie in it", () => {
    expect(completeSettings(segmenter, space.settingsAt(space.usual))).toEqual(completeSettings(segmenter, {}));
  });
});

test("points are spread evenly, the same ones each time", () => {
  const points = Array.from({ length: 64 }, (_, n) => spreadPoint(n, 6));
  expect(points).toEqual(Array.from({ length: 64 }, (_, n) => spreadPoint(n, 6)));
  for (let axis = 0; axis < 6; axis++) {
    const quarters = [0, 0, 0, 0];
    for (const point of points) quarters[Math.floor(point[axis]! * 4)]!++;
    for (const count of quarters) expect(Math.abs(count - 16)).toBeLessThanOrEqual(4);
  }
});
