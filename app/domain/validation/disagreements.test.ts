import fc from "fast-check";
import { expect, test } from "vitest";
import { anyTruth, segmentOf } from "../labeling/testSegments.ts";
import { SAME_PUNCH } from "../matching.ts";
import { agreedByAll, disagreementsOf, meetsAny } from "./disagreements.ts";
import { judge } from "./outcomes.ts";

const RULE = { rule: SAME_PUNCH, classes: new Set(["Jab", "Hook"]) };

test("each place where a model contradicts a person is named, with both sides, by time", () => {
  const truth = [segmentOf(0, 100), segmentOf(200, 300), segmentOf(400, 500), segmentOf(800, 900, { label: "Feint" })];
  const found = [
    segmentOf(10, 100),
    segmentOf(210, 320, { label: "Hook" }),
    segmentOf(600, 700, { label: "Hook" }),
    segmentOf(800, 900, { label: "Unknown" }),
  ];
  const all = disagreementsOf(truth, found, RULE);
  expect(all.map(({ outcome, startUs, endUs }) => [outcome, startUs, endUs])).toEqual([
    ["substitution", 200, 320],
    ["miss", 400, 500],
    ["falseAlarm", 600, 700],
  ]);
  expect(all.map(({ truth: one, found: other }) => [one?.label, other?.label])).toEqual([
    ["Jab", "Hook"],
    ["Jab", undefined],
    [undefined, "Hook"],
  ]);
});

test("they are what a validation of a fully annotated capture counts as wrong", () => {
  fc.assert(
    fc.property(anyTruth, anyTruth, fc.array(fc.constantFrom("Jab", "Hook", "Unknown")), (truth, other, labels) => {
      const found = other.segments.map((each, i) => ({ ...each, label: labels[i] ?? "Jab" }));
      const judged = judge(
        truth.segments,
        found.map((each) => ({ ...each, decidedUs: each.endUs, score: null })),
        { ...RULE, fullyAnnotated: true },
      );
      const wrong = judged.filter(({ outcome }) => outcome !== "hit" && outcome !== "correctReject");
      const told = disagreementsOf(truth.segments, found, RULE);
      const names = (all: readonly { readonly outcome: string }[]) => all.map(({ outcome }) => outcome).sort();
      expect(names(told)).toEqual(names(wrong));
    }),
  );
});

test("several models agree on what each of them found under the same label", () => {
  const one = [segmentOf(0, 100), segmentOf(200, 300), segmentOf(400, 500)];
  const other = [segmentOf(5, 105), segmentOf(200, 300, { label: "Hook" })];
  expect(agreedByAll([one, other])).toEqual([one[0]]);
  expect(agreedByAll([one])).toEqual(one);
  expect(agreedByAll([])).toEqual([]);
});

test("a segment of one glove does not meet what the other one does", () => {
  expect(meetsAny(segmentOf(0, 100), [segmentOf(50, 150, { hand: "right" })])).toBe(false);
  expect(meetsAny(segmentOf(0, 100), [segmentOf(50, 150)])).toBe(true);
  expect(meetsAny(segmentOf(0, 100), [segmentOf(100, 150, { hand: null })])).toBe(false);
});
