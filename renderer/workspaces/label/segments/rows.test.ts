import fc from "fast-check";
import { expect, it } from "vitest";
import { anyTruth, segmentOf, truthOf } from "#domain/labeling/testSegments.ts";
import { trackId } from "../../../labels/labelModel.ts";
import { lengthsOf, NO_FILTER, rowsOf, sorted } from "./rows.ts";

const jab = segmentOf(100, 200, { quality: "Clean" });
const hook = segmentOf(50, 90, { label: "Hook", hand: "right", peakUs: 60 });
const both = segmentOf(300, 310, { hand: null });
const proposals = { kind: "proposal", name: "punch", origin: "", segments: [segmentOf(0, 10)] } as const;
const tracks = [truthOf(jab, hook, both), proposals];
const found = (filter: Partial<typeof NO_FILTER>) =>
  rowsOf(tracks, trackId, { ...NO_FILTER, ...filter }).map(({ id }) => id);

it("finds segments by label, hand, track, words and id", () => {
  expect(found({})).toHaveLength(4);
  expect(found({ label: "Hook" })).toEqual([hook.id]);
  expect(found({ hand: "none" })).toEqual([both.id]);
  expect(found({ track: "proposal/punch" })).toEqual([proposals.segments[0]!.id]);
  expect(found({ words: " clean" })).toEqual([jab.id]);
  expect(found({ words: both.id.toUpperCase() })).toEqual([both.id]);
});

it("sorts by any column either way, what has no value last", () => {
  const rows = rowsOf([tracks[0]!], trackId, NO_FILTER);
  const order = (column: string, direction: "ascending" | "descending") =>
    sorted(rows, { column, direction }).map(({ id }) => id);
  expect(order("start", "ascending")).toEqual([hook.id, jab.id, both.id]);
  expect(order("length", "descending")).toEqual([jab.id, hook.id, both.id]);
  expect(order("hand", "descending")).toEqual([hook.id, jab.id, both.id]);
  expect(order("peak", "descending")).toEqual([hook.id, jab.id, both.id]);
});

it("keeps every row, whatever it is sorted by", () => {
  const columns = fc.constantFrom("label", "hand", "quality", "start", "length", "peak", "track", "confidence", "?");
  fc.assert(
    fc.property(anyTruth, columns, (track, column) => {
      const rows = rowsOf([track], trackId, NO_FILTER);
      const after = sorted(rows, { column, direction: "descending" });
      expect(new Set(after)).toEqual(new Set(rows));
    }),
  );
});

it("says how long they are", () => {
  expect(lengthsOf([jab, hook, both])).toEqual({ count: 3, meanUs: 50, leastUs: 10, mostUs: 100 });
  expect(lengthsOf([])).toBeNull();
});
