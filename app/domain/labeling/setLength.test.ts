import fc from "fast-check";
import { expect, it } from "vitest";
import { applied } from "./change.ts";
import { overlapIn } from "./lanes.ts";
import { ANCHORS, setLength } from "./setLength.ts";
import { anyTruth, ROOM, segmentOf, truthOf } from "./testSegments.ts";

it("keeps the start or the centre, and stops at the neighbour", () => {
  const [a, b] = [segmentOf(1000, 1100), segmentOf(1150, 1200)];
  const length = (lengthUs: number, anchor: "start" | "centre") =>
    setLength(truthOf(a, b), new Set([a.id]), lengthUs, anchor, ROOM).update[0];
  expect(length(40, "start")).toMatchObject({ startUs: 1000, endUs: 1040 });
  expect(length(40, "centre")).toMatchObject({ startUs: 1030, endUs: 1070 });
  expect(length(500, "start")).toMatchObject({ startUs: 1000, endUs: 1150 });
  expect(length(500, "centre")).toMatchObject({ startUs: 800, endUs: 1150 });
  expect(length(1, "start")).toMatchObject({ startUs: 1000, endUs: 1010 });
});

it("never overlaps and leaves events alone, whatever gets whatever length", () => {
  const lengthUs = fc.integer({ min: 1, max: 3000 });
  fc.assert(
    fc.property(anyTruth, fc.func(fc.boolean()), lengthUs, fc.constantFrom(...ANCHORS), (track, pick, us, anchor) => {
      const ids = new Set(track.segments.filter(({ id }) => pick(id)).map(({ id }) => id));
      const change = setLength(track, ids, us, anchor, ROOM);
      const after = applied(track.segments, change);
      expect(overlapIn(after)).toBeNull();
      for (const each of change.update) {
        expect(each.startUs).toBeGreaterThanOrEqual(0);
        expect(each.endUs).toBeLessThanOrEqual(ROOM.limits.endUs);
        expect(each.endUs).toBeGreaterThan(each.startUs);
      }
    }),
  );
});
