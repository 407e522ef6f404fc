import fc from "fast-check";
import { expect, it } from "vitest";
import { applied, trackChange } from "./change.ts";
import { inOrder, OWN_TRUTH } from "./segments.ts";
import { someSegment } from "./testing/someSegment.ts";

const many = fc.uniqueArray(someSegment(), { selector: ({ id }) => id, maxLength: 30 });

it("leaves exactly what was not removed, in its new state and in order", () => {
  fc.assert(
    fc.property(many, many, fc.func(fc.integer({ min: 0, max: 3 })), (before, come, pick) => {
      const there = [...before].sort(inOrder);
      const update = there.filter(({ id }) => pick(id) === 1).map((each) => ({ ...each, startUs: each.startUs - 7 }));
      const remove = there.filter(({ id }) => pick(id) === 2).map(({ id }) => id);
      const add = come.filter(({ id }) => !there.some((each) => each.id === id));
      const after = applied(there, trackChange(OWN_TRUTH, { add, update, remove }));
      const kept = there.filter(({ id }) => pick(id) !== 1 && pick(id) !== 2);
      expect(after).toEqual([...kept, ...update, ...add].sort(inOrder));
      for (const each of kept) expect(after).toContain(each);
    }),
  );
});

it("does nothing more when it is heard twice", () => {
  fc.assert(
    fc.property(many, many, (before, add) => {
      const change = trackChange(OWN_TRUTH, { add, remove: before.slice(0, 2).map(({ id }) => id) });
      const once = applied([...before].sort(inOrder), change);
      const fresh = add.every(({ id }) => !change.remove.includes(id));
      fc.pre(fresh);
      expect(applied(once, change)).toEqual(once);
    }),
  );
});
