import fc from "fast-check";
import { expect, it } from "vitest";
import { HANDS } from "../hands.ts";
import { applied } from "./change.ts";
import { overlapIn } from "./lanes.ts";
import { relabel, setHand } from "./rename.ts";
import { anyTruth, segmentOf, truthOf } from "./testSegments.ts";

it("renames those that have another name, and only those", () => {
  const [jab, hook, other] = [segmentOf(0, 10), segmentOf(20, 30, { label: "Hook" }), segmentOf(40, 50)];
  const track = truthOf(jab, hook, other);
  expect(relabel(track, new Set([jab.id, hook.id]), { label: "Hook" }).update).toEqual([{ ...jab, label: "Hook" }]);
  expect(relabel(track, new Set([other.id]), { quality: "Clean" }).update).toEqual([{ ...other, quality: "Clean" }]);
});

it("moves into the lane of the other hand what fits there, and leaves the rest", () => {
  const [a, b] = [segmentOf(0, 100), segmentOf(200, 300)];
  const track = truthOf(a, b, segmentOf(50, 150, { hand: "right" }));
  expect(setHand(track, new Set([a.id, b.id]), "right").update).toEqual([{ ...b, hand: "right" }]);
});

it("never overlaps in a lane, whatever changes hands", () => {
  fc.assert(
    fc.property(anyTruth, fc.func(fc.boolean()), fc.constantFrom(...HANDS, null), (track, pick, hand) => {
      const ids = new Set(track.segments.filter(({ id }) => pick(id)).map(({ id }) => id));
      expect(overlapIn(applied(track.segments, setHand(track, ids, hand)))).toBeNull();
    }),
  );
});
