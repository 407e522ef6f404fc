import fc from "fast-check";
import { expect, it } from "vitest";
import { ownShare, ownShares } from "./ownShare.ts";
import { openProposals } from "./proposals.ts";
import { segmentOf } from "./testSegments.ts";

const WINDOW = 800;
const windowAt = (startUs: number, more: object = {}) =>
  segmentOf(startUs, startUs + WINDOW, { peakUs: startUs + 400, ...more });

it("the windows of two quick punches meet midway, so that each keeps its own impact", () => {
  const [first, second] = [windowAt(0), windowAt(300)];
  expect(ownShare([first, second], first)).toMatchObject({ startUs: 0, peakUs: 400, endUs: 550 });
  expect(ownShare([first, second], second)).toMatchObject({ startUs: 550, peakUs: 700, endUs: 1100 });
});

it("the border never leaves an impact on the wrong side", () => {
  const [first, second] = [segmentOf(0, 800, { peakUs: 100 }), segmentOf(100, 900, { peakUs: 200 })];
  expect(ownShare([first, second], first)).toMatchObject({ endUs: 200 });
  expect(ownShare([first, second], second)).toMatchObject({ startUs: 200, peakUs: 200 });
});

it("the other hand, a neighbour that only touches, and one inside another change nothing", () => {
  const segment = windowAt(0);
  const others = [windowAt(100, { hand: "right" }), windowAt(800), segmentOf(200, 300)];
  expect(ownShare([segment, ...others], segment)).toBe(segment);
});

it("whoever accepts the share of one window of a row leaves the others open", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 2, maxLength: 12 }), (steps) => {
      let atUs = 0;
      const windows = steps.map((step) => {
        atUs += step;
        return windowAt(atUs);
      });
      const truth = ownShares(windows);
      expect(truth).toEqual(windows.map((each) => ownShare(windows, each)));
      truth.forEach((accepted, i) => {
        expect(openProposals(windows, [accepted])).toEqual(windows.filter((each) => each !== windows[i]));
        if (i > 0) expect(truth[i - 1]!.endUs).toBeLessThanOrEqual(accepted.startUs);
      });
    }),
  );
});
