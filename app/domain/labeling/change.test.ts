import fc from "fast-check";
import { expect, it } from "vitest";
import { applied, trackChange } from "./change.ts";
import { inOrder, OWN_TRUTH } from "./segments.ts";
import { anyTruth } from "./testSegments.ts";

it("leaves exactly what was not removed, in its new state and in order", () => {
  fc.assert(
    fc.property(anyTruth, anyTruth, fc.func(fc.integer({ min: 0, max: 3 })), (track, other, pick) => {
      const before = track.segments;
      const update = before.filter(({ id }) => pick(id) === 1).map((each) => ({ ...each, startUs: each.startUs - 7 }));
      const remove = before.filter(({ id }) => pick(id) === 2).map(({ id }) => id);
      const add = other.segments;
      const after = applied(before, trackChange(OWN_TRUTH, { add, update, remove }));
      const kept = before.filter(({ id }) => pick(id) !== 1 && pick(id) !== 2);
      expect(after).toEqual([...kept, ...update, ...add].sort(inOrder));
      for (const each of kept) expect(after).toContain(each);
    }),
  );
});

it("does nothing more when it is heard twice", () => {
  fc.assert(
    fc.property(anyTruth, anyTruth, ({ segments }, { segments: add }) => {
      const change = trackChange(OWN_TRUTH, { add, remove: segments.slice(0, 2).map(({ id }) => id) });
      const once = applied(segments, change);
      expect(applied(once, change)).toEqual(once);
    }),
  );
});
