import fc from "fast-check";
import { expect, it } from "vitest";
import { applied, isEmpty } from "./change.ts";
import { duplicate } from "./duplicate.ts";
import { overlapIn } from "./lanes.ts";
import { anyTruth, ROOM, segmentOf, truthOf } from "./testSegments.ts";

let made = 0;
const newId = () => `30000000-0000-4000-8000-${String(made++).padStart(12, "0")}`;

it("stands right behind its original, or behind what is there", () => {
  const [a, b] = [segmentOf(100, 200, { peakUs: 120 }), segmentOf(250, 400)];
  expect(duplicate(truthOf(a), [a], ROOM, newId).add).toMatchObject([{ startUs: 200, endUs: 300, peakUs: 220 }]);
  expect(duplicate(truthOf(a, b), [a], ROOM, newId).add).toMatchObject([{ startUs: 400, endUs: 500 }]);
});

it("keeps the distances of many, and is none where there is no place left", () => {
  const [a, b] = [segmentOf(9_000, 9_100), segmentOf(9_300, 9_400, { hand: "right" })];
  expect(duplicate(truthOf(a, b), [a, b], ROOM, newId).add).toMatchObject([{ startUs: 9_400 }, { startUs: 9_700 }]);
  const late = segmentOf(9_700, 9_900);
  expect(isEmpty(duplicate(truthOf(late), [late], ROOM, newId))).toBe(true);
});

it("never overlaps, whatever is duplicated", () => {
  fc.assert(
    fc.property(anyTruth, fc.func(fc.boolean()), (track, pick) => {
      const chosen = track.segments.filter(({ id }) => pick(id));
      const change = duplicate(track, chosen, ROOM, newId);
      expect(overlapIn(applied(track.segments, change))).toBeNull();
      expect([0, chosen.length]).toContain(change.add.length);
    }),
  );
});
