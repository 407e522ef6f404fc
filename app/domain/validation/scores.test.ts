import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../labeling/segments.ts";
import { SAME_PUNCH } from "../matching.ts";
import { type FoundEvent, type Judging, judge, type TruthEvent } from "./outcomes.ts";
import { comparePaired } from "./paired.ts";
import type { Judged, ScoredEvent } from "./results.ts";
import { scoresOf } from "./scores.ts";

const CLASSES = new Set(["Jab", "Hook"]);
const JUDGING: Judging = { rule: SAME_PUNCH, fullyAnnotated: true, classes: CLASSES };

/** A second long each, at whole seconds. */
function truth(label: string, second: number, more: Partial<TruthEvent> = {}): TruthEvent {
  return { id: `${label} ${second}`, label, hand: "left", startUs: second * 1e6, endUs: second * 1e6 + 1e6, ...more };
}
function found(label: string, second: number, more: Partial<FoundEvent> = {}): FoundEvent {
  const [startUs, endUs] = [second * 1e6, second * 1e6 + 1e6];
  return { label, hand: "left", startUs, endUs, decidedUs: endUs + 50_000, score: 0.9, ...more };
}
function judged(events: readonly ScoredEvent[], more: Partial<Judged> = {}): Judged {
  return { events, judgedUs: 60e6, unlabelledUs: 0, sensiml: { counted: 0, right: 0 }, ...more };
}

/** One of each: a hit, a substitution, a reject, a miss, a false alarm, and Unknown said rightly. */
const EVENTS = judge(
  [truth("Jab", 1), truth("Jab", 3), truth("Hook", 5), truth("Hook", 7), truth(UNKNOWN, 11)],
  [found("Jab", 1.1), found("Hook", 3), found(UNKNOWN, 5), found("Jab", 9), found(UNKNOWN, 11)],
  JUDGING,
);

describe("what comes of truth and what was found", () => {
  test("one of each kind, by time", () => {
    expect(EVENTS.map(({ outcome }) => outcome)).toEqual([
      "hit",
      "substitution",
      "reject",
      "miss",
      "falseAlarm",
      "correctReject",
    ]);
  });

  test("a label that the model does not know is Unknown to it", () => {
    const events = judge(
      [truth("Overhand", 1), truth("Overhand", 3), truth("Overhand", 5)],
      [found("Jab", 1), found(UNKNOWN, 3)],
      JUDGING,
    );
    expect(events.map(({ outcome }) => outcome)).toEqual(["falseAlarm", "correctReject", "correctReject"]);
    expect(scoresOf([judged(events)]).matrix.labels).toEqual(["Jab", "Overhand", UNKNOWN]);
  });

  test("unlabelled time is not rest: beside all truth nothing counts unless all is labelled", () => {
    const some = [truth("Jab", 1)];
    // One beside all truth, one that meets truth, one that meets truth of the other glove only.
    const said = [found("Jab", 1), found("Hook", 1.9), found("Hook", 4), found("Hook", 1.9, { hand: "right" })];
    const scored = (fullyAnnotated: boolean) =>
      judge(some, said, { ...JUDGING, fullyAnnotated }).map(({ scored, hand, truth }) => [
        hand,
        truth !== null,
        scored,
      ]);
    expect(scored(false)).toEqual([
      ["left", true, true],
      ["left", false, true],
      ["right", false, false],
      ["left", false, false],
    ]);
    expect(scored(true).every(([, , each]) => each)).toBe(true);
  });
});

describe("the figures", () => {
  test("of one of each", () => {
    const scores = scoresOf([judged(EVENTS)]);
    // 4 true punches, 3 found ones, 1 hit.
    expect(scores.f1).toBeCloseTo(2 / 7);
    expect(scores.accuracy).toBeCloseTo(1 / 5);
    expect(scores.perClass).toEqual({
      Hook: { f1: 0, sensitivity: 0, ppv: 0, support: 2 },
      Jab: { f1: 0.5, sensitivity: 0.5, ppv: 0.5, support: 2 },
    });
    expect(scores.matrix).toEqual({
      labels: ["Hook", "Jab", UNKNOWN],
      counts: [
        [0, 0, 1, 1],
        [1, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
      ],
    });
    expect(scores.perMinute).toEqual({ labelled: 4, found: 3 });
  });

  test("what is not scored is in none", () => {
    const unscored = EVENTS.map((event) => ({ ...event, scored: event.outcome !== "falseAlarm" }));
    const scores = scoresOf([judged(unscored)]);
    expect(scores.outcomes.falseAlarm).toBe(0);
    expect(scores.f1).toBeCloseTo(2 / 6);
    expect(scores.matrix.counts.at(-1)).toEqual([0, 0, 0, 0]);
  });

  test("when it was said, and how far off", () => {
    const late = [0, 0.02, 0.04].map((by, i) => [truth("Jab", 2 * i), found("Jab", 2 * i + by)] as const);
    const events = judge(
      late.map(([one]) => one),
      late.map(([, other]) => other),
      JUDGING,
    );
    const { timingErrorMs, startErrorMs, endErrorMs, decisionLatencyMs } = scoresOf([judged(events)]);
    for (const error of [timingErrorMs, startErrorMs, endErrorMs]) {
      expect(error!.median).toBeCloseTo(20);
      expect(error!.p95).toBeCloseTo(40);
    }
    expect(decisionLatencyMs!.median).toBeCloseTo(70);
  });

  test("peaks are compared where both are known", () => {
    const events = judge([truth("Jab", 1, { peakUs: 1_200_000 })], [found("Jab", 1, { peakUs: 1_150_000 })], JUDGING);
    expect(scoresOf([judged(events)]).timingErrorMs).toEqual({ median: -50, p95: 50 });
  });

  test("of several captures together: what was counted adds up, time too", () => {
    const one = judged(EVENTS, { unlabelledUs: 30e6, sensiml: { counted: 4, right: 1 } });
    const other = judged([], { judgedUs: 20e6, unlabelledUs: 20e6, sensiml: { counted: 4, right: 3 } });
    const scores = scoresOf([one, other]);
    expect(scores.sensimlAccuracy).toBe(50);
    expect(scores.unlabelledShare).toBeCloseTo(50 / 80);
    expect(scores.perMinute!.labelled).toBeCloseTo(3);
  });

  test("nothing to find and nothing said is no fault", () => {
    expect(scoresOf([judged([])])).toMatchObject({ f1: 1, accuracy: 1, sensimlAccuracy: null, timingErrorMs: null });
    expect(scoresOf([])).toMatchObject({ f1: 1, perMinute: null, unlabelledShare: null });
  });

  test("account for every event, whatever is found", () => {
    const label = fc.constantFrom("Jab", "Hook", "Overhand", UNKNOWN);
    const second = fc.double({ min: 0, max: 20, noNaN: true });
    const truths = fc.array(fc.tuple(label, second), { maxLength: 12 });
    fc.assert(
      fc.property(truths, truths, fc.boolean(), (true_, found_, fullyAnnotated) => {
        const t = true_.map(([name, at], i) => truth(name, at, { id: String(i) }));
        const f = found_.map(([name, at]) => found(name, at));
        const events = judge(t, f, { ...JUDGING, fullyAnnotated });
        expect(events.filter((event) => event.truth)).toHaveLength(t.length);
        expect(events.filter((event) => event.found)).toHaveLength(f.length);
        const { matrix, outcomes, f1, accuracy, perClass } = scoresOf([judged(events)]);
        const scored = events.filter((event) => event.scored).length;
        expect(matrix.counts.flat().reduce((a, b) => a + b, 0)).toBe(scored);
        expect(Object.values(outcomes).reduce((a, b) => a + b, 0)).toBe(scored);
        const support = t.filter(({ label }) => CLASSES.has(label)).length;
        expect(Object.values(perClass).reduce((sum, each) => sum + each.support, 0)).toBe(support);
        for (const value of [f1, accuracy]) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });
});

test("two validations differ on the truth that both judged", () => {
  const captureId = "c";
  const judgedBy = (said: FoundEvent[]) => ({
    captures: [{ captureId, name: "", rescaled: false, ...judged(judge(TRUTH, said, JUDGING)), scores: scoresOf([]) }],
  });
  const TRUTH = [truth("Jab", 1), truth("Jab", 3), truth("Hook", 5), truth(UNKNOWN, 7)];
  const first = judgedBy([found("Jab", 1), found("Jab", 3), found("Jab", 5), found(UNKNOWN, 7)]);
  const second = judgedBy([found("Jab", 1), found("Hook", 5), found("Jab", 7)]);
  const { perClass, ...all } = comparePaired(first, second);
  expect(all).toEqual({ onlyFirst: 2, onlySecond: 1, both: 1, neither: 0, p: 1 });
  expect(perClass).toEqual({
    Hook: { onlyFirst: 0, onlySecond: 1, both: 0, neither: 0, p: 1 },
    Jab: { onlyFirst: 1, onlySecond: 0, both: 1, neither: 0, p: 1 },
    Unknown: { onlyFirst: 1, onlySecond: 0, both: 0, neither: 0, p: 1 },
  });
  const none = { onlyFirst: 0, onlySecond: 0, both: 0, neither: 0, p: 1, perClass: {} };
  expect(comparePaired(first, { captures: [] })).toEqual(none);
});
