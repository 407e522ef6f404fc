import fc from "fast-check";
import { expect, test } from "vitest";
import { BY_PERSON, type Split } from "./dataset.ts";
import { foldsOf, groupOf, type SplitCapture } from "./folds.ts";

const capture = (name: string, person: string | null, labels: Record<string, number>): SplitCapture => ({
  captureId: `id of ${name}`,
  name,
  metadata: person === null ? {} : { person },
  labels,
});
const someCaptures = fc
  .array(
    fc.record({
      person: fc.constantFrom("Ada", "Ben", "Carla", "Dmitri", "Eve", null),
      labels: fc.dictionary(fc.constantFrom("Jab", "Cross", "Hook"), fc.nat(30)),
    }),
    { maxLength: 30 },
  )
  .map((list) => list.map(({ person, labels }, i) => capture(`Capture ${i}`, person, labels)));
const someSplit: fc.Arbitrary<Split> = fc.record({
  groupBy: fc.constantFrom({ kind: "capture" as const }, { kind: "metadata" as const, field: "person" }),
  method: fc.oneof(
    fc.constant({ kind: "leaveOneOut" as const }),
    fc.record({ kind: fc.constant("kFold" as const), folds: fc.integer({ min: 2, max: 12 }) }),
  ),
  seed: fc.nat(100),
});

test("no group is on both sides, and every capture that has a group is tested once", () => {
  fc.assert(
    fc.property(someCaptures, someSplit, (captures, split) => {
      const grouped = captures.filter((each) => groupOf(split, each) !== null);
      const groupById = new Map(grouped.map((each) => [each.captureId, groupOf(split, each)]));
      const folds = foldsOf(captures, split);
      if (new Set(groupById.values()).size < 2) {
        expect(folds).toEqual([]);
        return;
      }
      expect(folds.flatMap(({ testing }) => testing).sort()).toEqual([...groupById.keys()].sort());
      const most = split.method.kind === "kFold" ? split.method.folds : Number.POSITIVE_INFINITY;
      expect(folds).toHaveLength(Math.min(most, new Set(groupById.values()).size));
      for (const { testing, training } of folds) {
        expect(testing.length).toBeGreaterThan(0);
        expect([...testing, ...training].sort()).toEqual([...groupById.keys()].sort());
        const held = new Set(testing.map((id) => groupById.get(id)));
        for (const id of training) expect(held.has(groupById.get(id)!)).toBe(false);
      }
    }),
  );
});

test("the same seed gives the same folds, in whatever order the captures come", () => {
  fc.assert(
    fc.property(someCaptures, someSplit, fc.nat(1000), (captures, split, turn) => {
      const turned = captures.map((_, i) => captures[(i * 7 + turn) % captures.length]!);
      const shuffled = new Set(turned).size === captures.length ? turned : [...captures].reverse();
      expect(foldsOf(shuffled, split)).toEqual(foldsOf(captures, split));
    }),
  );
});

test("another seed deals equal groups out otherwise", () => {
  const captures = Array.from({ length: 12 }, (_, i) => capture(`C${i}`, `Person ${i}`, { Jab: 10 }));
  const dealt = (seed: number) =>
    JSON.stringify(foldsOf(captures, { ...BY_PERSON, method: { kind: "kFold", folds: 3 }, seed }));
  expect(new Set([1, 2, 3, 4, 5].map(dealt)).size).toBeGreaterThan(1);
});

test("leave one out is named by who is left out", () => {
  const folds = foldsOf(
    [
      capture("a", "Ben", { Jab: 3 }),
      capture("b", "Ada", { Jab: 2, Hook: 1 }),
      capture("c", "Ben", { Cross: 4 }),
      capture("d", null, { Cross: 9 }),
      capture("e", "  ", { Cross: 9 }),
    ],
    BY_PERSON,
  );
  expect(folds).toEqual([
    { group: "Ada", testing: ["id of b"], training: ["id of a", "id of c"], segments: 3 },
    { group: "Ben", testing: ["id of a", "id of c"], training: ["id of b"], segments: 7 },
  ]);
});

test("of k folds each has its share of every class, however unlike the groups are", () => {
  const captures = Array.from({ length: 12 }, (_, i) =>
    capture(`C${i}`, `Person ${i}`, { [["Jab", "Cross", "Hook"][i % 3]!]: 10 }),
  );
  const folds = foldsOf(captures, { ...BY_PERSON, method: { kind: "kFold", folds: 4 } });
  for (const { testing, segments } of folds) {
    const labels = testing.flatMap((id) => Object.keys(captures.find((each) => each.captureId === id)!.labels));
    expect(labels.sort()).toEqual(["Cross", "Hook", "Jab"]);
    expect(segments).toBe(30);
  }
});
