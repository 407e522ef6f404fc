import { expect, it } from "vitest";
import { isEmpty } from "./change.ts";
import { eventAt } from "./events.ts";
import { segmentOf, truthOf } from "./testSegments.ts";

const { startUs: _start, endUs: _end, peakUs: _peak, ...stroke } = segmentOf(0, 0);

it("marks a moment between stretches and at their edges, but none that is taken", () => {
  const track = truthOf(segmentOf(100, 200), segmentOf(300, 300));
  for (const at of [50, 100, 200, 250]) {
    expect(eventAt(track, stroke, at).add).toEqual([{ ...stroke, startUs: at, endUs: at, peakUs: null }]);
  }
  for (const at of [150, 300]) expect(isEmpty(eventAt(track, stroke, at))).toBe(true);
  expect(isEmpty(eventAt(track, { ...stroke, hand: "right" }, 150))).toBe(false);
});
