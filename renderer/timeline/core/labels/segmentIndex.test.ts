import fc from "fast-check";
import { expect, it } from "vitest";
import { meet } from "#domain/labeling/lanes.ts";
import { inOrder } from "#domain/labeling/segments.ts";
import { SegmentIndex } from "./segmentIndex.ts";
import { segmentOf } from "./testLabels.ts";

const any = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 200 })), { maxLength: 40 })
  .map((all) => all.map(([startUs, lengthUs]) => segmentOf(startUs, startUs + lengthUs)).sort(inOrder));

it("finds every segment that is in view, and none that begins after it", () => {
  fc.assert(
    fc.property(
      any,
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 300 }),
      (segments, startUs, lengthUs) => {
        const endUs = startUs + lengthUs;
        const { from, to } = new SegmentIndex(segments).range({ startUs, endUs });
        segments.forEach((segment, i) => {
          if (segment.startUs <= endUs && segment.endUs >= startUs) expect(i >= from && i < to).toBe(true);
          if (segment.startUs > endUs) expect(i >= from && i < to).toBe(false);
        });
      },
    ),
  );
});

it("never puts two that meet on one level, and uses one level where none meet", () => {
  fc.assert(
    fc.property(any, (segments) => {
      const { levels, levelCount } = new SegmentIndex(segments);
      let anyMeet = false;
      segments.forEach((a, i) => {
        segments.slice(0, i).forEach((b, j) => {
          if (!meet(a, b)) return;
          anyMeet = true;
          expect(levels[i]).not.toBe(levels[j]);
        });
      });
      if (!anyMeet) expect(levelCount).toBe(1);
    }),
  );
});
