import { describe, expect, test } from "vitest";
import { PUNCHES, type Punch } from "#domain/punches.ts";
import { randomOf } from "#domain/random.ts";
import { PEOPLE } from "./people.ts";
import { newPose, X, Y, Z } from "./pose.ts";
import { type PunchCourse, throwPunch } from "./punchCourse.ts";

const KINDS = PUNCHES.filter((punch): punch is Exclude<Punch, "Unknown"> => punch !== "Unknown");
const SINGLE = { inCombination: false, hurry: 0 };

function speedAt(course: PunchCourse, t: number): number {
  const step = 1e-4;
  const [before, after] = [newPose(), newPose()];
  course.addTo(before, t - step);
  course.addTo(after, t);
  return Math.hypot(after[X]! - before[X]!, after[Y]! - before[Y]!, after[Z]! - before[Z]!) / step;
}

describe.each(PEOPLE)("a punch of $name", (person) => {
  const random = randomOf(9, person.name);
  const thrown = KINDS.flatMap((kind) => Array.from({ length: 20 }, () => throwPunch(kind, person, random, SINGLE)));

  test("meets its target as fast as it says, between a novice's and a champion's speed", () => {
    for (const course of thrown.filter(({ lands }) => lands)) {
      const speed = speedAt(course, course.contactS);
      expect(Math.abs(speed - course.contactSpeed_mps)).toBeLessThan(0.1 * course.contactSpeed_mps);
      // 4.7 - 2 * 0.35 of novices, less a loose jab; 9.3 + 2.1 of the trained.
      expect(speed).toBeGreaterThan(2.9);
      expect(speed).toBeLessThan(11.8);
    }
  });

  test("takes as long as punches take", () => {
    for (const { contactS, returnS, durationS, lands } of thrown) {
      expect(contactS).toBeGreaterThan(0.06);
      expect(contactS).toBeLessThan(0.75);
      expect(durationS - returnS).toBeGreaterThan(0.1499);
      expect(durationS - returnS).toBeLessThan(0.4001);
      if (lands) expect(returnS - contactS).toBeLessThan(0.06);
    }
  });

  test("starts in guard and ends in guard, at rest", () => {
    for (const course of thrown) {
      for (const t of [0, course.durationS]) {
        const pose = newPose();
        course.addTo(pose, t);
        expect(Math.max(...pose.map(Math.abs))).toBeLessThan(0.002);
      }
      expect(speedAt(course, course.durationS)).toBeLessThan(0.05);
      expect(course.trunkAt(course.durationS)).toBeCloseTo(0, 6);
    }
  });
});

test("a trained boxer's speed rises within 60 to 150 ms", () => {
  const random = randomOf(2, "rise");
  for (const kind of ["Jab", "Cross"] as const) {
    const course = throwPunch(kind, PEOPLE[0]!, random, SINGLE);
    const times = Array.from({ length: 1000 }, (_, i) => (i / 1000) * course.contactS);
    const reaches = (share: number) =>
      times.find((t) => t > 0 && speedAt(course, t) > share * course.contactSpeed_mps)!;
    const rise = reaches(0.9) - reaches(0.1);
    expect(rise).toBeGreaterThan(0.05);
    expect(rise).toBeLessThan(0.15);
  }
});

test("jab and cross arrive sooner than hooks, which are faster", () => {
  const average = (kind: Exclude<Punch, "Unknown">, of: (course: PunchCourse) => number) => {
    const random = randomOf(3, kind);
    return (
      Array.from({ length: 50 }, () => of(throwPunch(kind, PEOPLE[0]!, random, SINGLE))).reduce((a, b) => a + b) / 50
    );
  };
  for (const straight of ["Jab", "Cross"] as const) {
    expect(average(straight, ({ contactS }) => contactS)).toBeLessThan(average("Hook", ({ contactS }) => contactS));
    expect(average(straight, ({ contactSpeed_mps }) => contactSpeed_mps)).toBeLessThan(
      average("Hook", ({ contactSpeed_mps }) => contactSpeed_mps),
    );
  }
});
