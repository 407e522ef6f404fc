import fc from "fast-check";
import { expect, it } from "vitest";
import { bulkEdit } from "./bulkEdit.ts";
import { applied, isEmpty } from "./change.ts";
import { overlapIn } from "./lanes.ts";
import { anyTruth, ROOM, segmentOf, truthOf } from "./testSegments.ts";

it("carries out all of it at once, and touches nothing else", () => {
  const [a, b, other] = [segmentOf(1000, 1100), segmentOf(2000, 2100), segmentOf(3000, 3100)];
  const edit = { label: "Hook", quality: "Clean", hand: "right", lengthUs: 50, anchor: "start", shiftUs: 10 } as const;
  const change = bulkEdit(truthOf(a, b, other), new Set([a.id, b.id]), edit, ROOM);
  const words = { label: "Hook", quality: "Clean", hand: "right" };
  expect(change.update).toEqual([
    { ...a, ...words, startUs: 1010, endUs: 1060 },
    { ...b, ...words, startUs: 2010, endUs: 2060 },
  ]);
  expect([...change.add, ...change.remove]).toEqual([]);
});

it("never overlaps, whatever is asked of whatever", () => {
  const part = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const edit = fc.record({
    hand: part(fc.constantFrom("left" as const, "right" as const, null)),
    lengthUs: part(fc.integer({ min: 1, max: 500 })),
    shiftUs: part(fc.integer({ min: -800, max: 800 })),
  });
  fc.assert(
    fc.property(anyTruth, fc.func(fc.boolean()), edit, (track, pick, { hand, lengthUs, shiftUs }) => {
      const ids = new Set(track.segments.filter(({ id }) => pick(id)).map(({ id }) => id));
      const asked = {
        anchor: "centre" as const,
        ...(hand === undefined ? {} : { hand }),
        ...(lengthUs === undefined ? {} : { lengthUs }),
        ...(shiftUs === undefined ? {} : { shiftUs }),
      };
      const change = bulkEdit(track, ids, asked, ROOM);
      expect(overlapIn(applied(track.segments, change))).toBeNull();
      if (ids.size === 0) expect(isEmpty(change)).toBe(true);
    }),
  );
});
