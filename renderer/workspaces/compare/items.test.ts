import fc from "fast-check";
import { expect, test } from "vitest";
import { captureOf } from "../shared/testCaptures.ts";
import { evenly, matching, NO_FILTER, segmentItems, valuesOf, WHOLE_US, wholeItems } from "./items.ts";
import { itemsOf, segmentOf, truthOf } from "./testItems.ts";

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

test("the truth of a capture is compared; proposals only where they were selected", () => {
  const capture = captureOf();
  const tracks = [truthOf(segmentOf("a")), { ...truthOf(segmentOf("p")), kind: "proposal" as const, name: "Found" }];
  expect(ids(segmentItems(capture, tracks))).toEqual(["a"]);
  expect(ids(segmentItems(capture, tracks, new Set(["p", "gone"])))).toEqual(["p"]);
});

test("a segment is read from its glove, from the first one where nobody said whose it is", () => {
  const capture = captureOf();
  const [left] = capture.streams;
  const both = { ...capture, streams: [left!, { ...left!, id: 2, hand: "right" as const }] };
  const tracks = [truthOf(segmentOf("r", { hand: "right" }), segmentOf("n", { hand: null }))];
  expect(segmentItems(both, tracks).map(({ stream }) => stream.id)).toEqual([2, 1]);
  expect(segmentItems({ ...capture, streams: [] }, tracks)).toEqual([]);
});

test("a capture as a whole is one line for each glove, of its first minute", () => {
  const capture = captureOf({ durationUs: 90e6, label: "Hook", metadata: { person: "Ben" } });
  expect(wholeItems(capture)).toMatchObject([
    { id: `${capture.id}/1`, label: "Hook", person: "Ben", hand: "left", startUs: 0, endUs: WHOLE_US, whole: true },
  ]);
});

test("a filter leaves those of one label, person and hand", () => {
  const all = [
    ...itemsOf("Anna", [segmentOf("a"), segmentOf("b", { label: "Hook" }), segmentOf("c", { hand: null })]),
    ...itemsOf(null, [segmentOf("d", { hand: "right" })]),
  ];
  expect(ids(matching(all, NO_FILTER))).toEqual(["a", "b", "c", "d"]);
  expect(ids(matching(all, { ...NO_FILTER, label: "Jab", person: "Anna" }))).toEqual(["a", "c"]);
  expect(ids(matching(all, { ...NO_FILTER, hand: "none" }))).toEqual(["c"]);
  expect(valuesOf(all, ({ person }) => person)).toEqual(["Anna"]);
});

test("too many are thinned out evenly: in order, none twice, never more than allowed", () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.integer({ min: 1, max: 600 }), (length, most) => {
      const all = Array.from({ length }, (_, i) => i);
      const some = evenly(all, most);
      expect(some.length).toBe(Math.min(length, most));
      expect(some.every((value, i) => i === 0 || value > some[i - 1]!)).toBe(true);
    }),
  );
});
