import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HANDS } from "#domain/hands.ts";
import { PUNCHES } from "#domain/punches.ts";
import { PEOPLE } from "./people.ts";
import { type ScriptedMotion, type ScriptOptions, script } from "./script.ts";

function during(seconds: number, options: Partial<ScriptOptions> = {}): ScriptedMotion[] {
  const motions: ScriptedMotion[] = [];
  const all = { person: PEOPLE[0]!, seed: 1, hands: HANDS, punchesPerMinute: 40, ...options };
  for (const motion of script(all)) {
    if (motion.startS >= seconds) break;
    motions.push(motion);
  }
  return motions;
}

const anyPerson = fc.constantFrom(...PEOPLE);
const anyHands = fc.constantFrom(HANDS, ["left"] as const, ["right"] as const);

describe("the script of a person", () => {
  test("lets no hand do two things at once, whoever it is and however busy", () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyHands,
        fc.nat(1e6),
        fc.integer({ min: 1, max: 120 }),
        (person, hands, seed, punchesPerMinute) => {
          const motions = during(60, { person, seed, hands, punchesPerMinute });
          for (const hand of HANDS) {
            const own = motions.filter((motion) => motion.hand === hand);
            if (!hands.includes(hand as never)) expect(own).toEqual([]);
            own.forEach(({ startS, peakS, endS }, i) => {
              expect(startS).toBeLessThan(peakS);
              expect(peakS).toBeLessThan(endS);
              if (i > 0) expect(startS).toBeGreaterThan(own[i - 1]!.endS);
            });
          }
          expect(motions.map(({ startS }) => startS)).toEqual(
            motions.map(({ startS }) => startS).sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("holds the asked number of motions a minute", () => {
    fc.assert(
      fc.property(anyPerson, fc.nat(1e6), fc.integer({ min: 5, max: 60 }), (person, seed, punchesPerMinute) => {
        const minutes = 10;
        const made = during(minutes * 60, { person, seed, punchesPerMinute }).length / minutes;
        expect(made).toBeGreaterThan(punchesPerMinute * 0.93);
        expect(made).toBeLessThan(punchesPerMinute * 1.07);
      }),
      { numRuns: 25 },
    );
  });

  test("never lets both hands land at the same moment", () => {
    for (const person of PEOPLE) {
      const punches = during(300, { person, punchesPerMinute: 90 }).filter(({ label }) => label !== "Unknown");
      punches.sort((a, b) => a.peakS - b.peakS);
      for (let i = 1; i < punches.length; i++) expect(punches[i]!.peakS - punches[i - 1]!.peakS).toBeGreaterThan(0.04);
    }
  });

  test("gives jabs to the lead hand and crosses to the rear one, of orthodox and southpaw alike", () => {
    for (const person of PEOPLE) {
      for (const { label, hand } of during(300, { person })) {
        if (label === "Jab") expect(hand).toBe(person.lead);
        if (label === "Cross") expect(hand).not.toBe(person.lead);
      }
    }
  });

  test("has every label in it, and combinations", () => {
    const motions = during(600);
    expect(new Set(motions.map(({ label }) => label))).toEqual(new Set(PUNCHES));
    const close = motions.filter((motion, i) => i > 0 && motion.startS - motions[i - 1]!.startS < 0.35);
    expect(close.length / motions.length).toBeGreaterThan(0.2);
  });

  test("of a drill has nothing else in it; a hand that cannot throw it changes stance", () => {
    const jabs = during(120, { only: ["Jab"], hands: ["right"] });
    expect(jabs.length).toBeGreaterThan(60);
    expect(new Set(jabs.map(({ label, hand }) => `${hand} ${label}`))).toEqual(new Set(["right Jab"]));
    expect(new Set(during(120, { only: ["Unknown"] }).map(({ label }) => label))).toEqual(new Set(["Unknown"]));
  });

  test("of a person who rests is empty", () => {
    expect(during(60, { punchesPerMinute: 0 })).toEqual([]);
  });
});
