import fc from "fast-check";
import { expect, test } from "vitest";
import type { Judged, ScoredEvent } from "#domain/validation/results.ts";
import type { QuantizedNetwork } from "../api.ts";
import { classifierSpec, leastLead } from "./classifier.ts";
import { crossScore } from "./crossScore.ts";
import { partsOf } from "./learnPart.ts";
import { partFor } from "./runParts.ts";

const FEATURES = { kind: "features", features: [] } as const;

test("an answer that is weaker than asked is Unknown: between the best two it needs that probability", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.51, max: 0.999, noNaN: true }), (rejectBelow) => {
      expect(1 / (1 + Math.exp(-leastLead({ rejectBelow })))).toBeCloseTo(rejectBelow, 9);
    }),
  );
  for (const rejectBelow of [0, 0.3, 0.5]) expect(leastLead({ rejectBelow })).toBe(0);
  const int8: QuantizedNetwork = { layers: [], output: { scale: 0.1, zeroPoint: 4 } };
  const network = { kind: "network", float: { kind: "network", layers: [] }, int8 } as const;
  const of = (rejectBelow: number) => classifierSpec({ classes: ["Jab", "Hook"], rejectBelow }, FEATURES, network);
  expect(of(0.9)).toMatchObject({ kind: "feature_network", classNumbers: [0, 1, 2], weakest: -128, margin: 22 });
  expect(of(0)).toMatchObject({ margin: 0 });
  expect(of(1)).toMatchObject({ margin: 255 });
});

test("trees ask for a share of their votes", () => {
  const trees = { kind: "trees", trees: Array.from({ length: 9 }, () => [{ leaf: 1 }]) } as const;
  const spec = classifierSpec({ classes: ["Jab"], rejectBelow: 0.6 }, FEATURES, trees);
  expect(spec).toMatchObject({ kind: "feature_trees", classes: 2, classNumbers: [0, 1], weakest: 6, margin: 0 });
});

test("a glove runs the bytes of its hand, or those for both; one that nobody assigned has only the latter", () => {
  const [left, right, both] = [{ hand: "left" }, { hand: "right" }, { hand: null }] as const;
  expect(partFor([left, right], "left")).toBe(left);
  expect(partFor([left, right], null)).toBeUndefined();
  expect(partFor([both], "left")).toBe(both);
  expect(partFor([left], "right")).toBeUndefined();
});

test("separate hands learn from their own cuts, and from those of gloves that nobody assigned", () => {
  const cuts = [{ hand: "left" }, { hand: "right" }, { hand: null }] as const;
  const shares = partsOf({ hands: "separate" }, cuts).map(({ hands, from }) => [hands, cuts.filter(from).length]);
  expect(shares).toEqual([
    [["left"], 2],
    [["right"], 2],
  ]);
  expect(partsOf({ hands: "separate" }, [{ hand: null }]).map(({ hands }) => hands)).toEqual([[null]]);
  expect(partsOf({ hands: "mirrored" }, cuts).map(({ hands }) => hands)).toEqual([["left", "right"]]);
});

test("a cross-validation counts events, so that a small fold weighs what it holds", () => {
  const event = (outcome: ScoredEvent["outcome"]): ScoredEvent => {
    const span = { startUs: 0, endUs: 1, peakUs: null };
    const found = { label: "Jab", ...span, decidedUs: 2, score: 1 };
    const truth = { segmentId: "", label: "Jab", ...span };
    return { outcome, scored: true, hand: null, truth, found: outcome === "miss" ? null : found };
  };
  const judged = (...outcomes: ScoredEvent["outcome"][]): Judged => ({
    events: outcomes.map(event),
    judgedUs: 0,
    unlabelledUs: 0,
    sensiml: { counted: 0, right: 0 },
  });
  const score = crossScore([
    { group: "Ada", captures: [judged("hit", "hit"), judged("hit", "hit", "hit", "hit")] },
    { group: "Bea", captures: [judged("miss")] },
  ]);
  expect(score.folds).toEqual([
    { group: "Ada", f1: 1, support: 6 },
    { group: "Bea", f1: 0, support: 1 },
  ]);
  expect(score.f1).toBeCloseTo(12 / 13, 12);
  expect(score.perClass.Jab).toMatchObject({ support: 7, ppv: 1 });
});
