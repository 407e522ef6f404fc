import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, isEmpty } from "./change.ts";
import { overlapIn } from "./lanes.ts";
import { merge, split } from "./splitMerge.ts";
import { anyTruth, ROOM, segmentOf, truthOf } from "./testSegments.ts";

const NEW = "20000000-0000-4000-8000-000000000000";

describe("a split", () => {
  it("makes two that touch, the first under the old id, the peak with the part that holds it", () => {
    const jab = segmentOf(100, 200, { peakUs: 170 });
    const { update, add } = split(truthOf(jab), jab, 150, ROOM, NEW);
    expect(update).toEqual([{ ...jab, endUs: 150, peakUs: null }]);
    expect(add).toEqual([{ ...jab, id: NEW, startUs: 150 }]);
  });

  it("leaves no part that is too short to be one", () => {
    const jab = segmentOf(100, 200);
    for (const at of [0, 100, 109, 191, 200, 300]) {
      expect(isEmpty(split(truthOf(jab), jab, at, ROOM, NEW))).toBe(true);
    }
  });

  it("is taken back by a merge, whatever is split wherever", () => {
    fc.assert(
      fc.property(anyTruth, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (track, pick, share) => {
        fc.pre(track.segments.length > 0);
        const one = track.segments[pick % track.segments.length]!;
        const cut = split(track, one, one.startUs + share * (one.endUs - one.startUs), ROOM, NEW);
        const halves = { ...track, segments: applied(track.segments, cut) };
        expect(overlapIn(halves.segments)).toBeNull();
        if (isEmpty(cut)) return;
        const whole = applied(halves.segments, merge(halves, cut.update[0]!));
        expect(whole).toEqual(track.segments);
      }),
    );
  });
});

describe("a merge", () => {
  it("takes the next of the same label and hand in, over a pause too", () => {
    const [a, b] = [segmentOf(100, 200), segmentOf(300, 400, { peakUs: 350 })];
    const other = segmentOf(210, 290, { hand: "right", label: "Hook" });
    const { update, remove } = merge(truthOf(a, other, b), a);
    expect(update).toEqual([{ ...a, endUs: 400, peakUs: 350 }]);
    expect(remove).toEqual([b.id]);
  });

  it("does nothing where the next is another label, an event, or not there", () => {
    const a = segmentOf(100, 200);
    const hook = segmentOf(200, 300, { label: "Hook" });
    expect(isEmpty(merge(truthOf(a, hook, segmentOf(300, 400)), a))).toBe(true);
    expect(isEmpty(merge(truthOf(a, segmentOf(250, 250)), a))).toBe(true);
    expect(isEmpty(merge(truthOf(a), a))).toBe(true);
  });
});
