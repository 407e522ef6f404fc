import fc from "fast-check";
import { expect, test } from "vitest";
import { type Augmentation, NO_AUGMENTATION } from "#domain/learning/plan.ts";
import { randomOf } from "#domain/random.ts";
import { rowsOfPunches } from "../testing/madeStore.ts";
import { augmented, changedFrames } from "./augment.ts";

const NEEDS = { rateHz: 100, accelRange_g: 16, gyroRange_dps: 2000 };
const someFrames = fc
  .array(fc.array(fc.integer({ min: -15_000, max: 15_000 }), { minLength: 6, maxLength: 6 }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((rows) => Int16Array.from(rows.flat()));
const punch = rowsOfPunches(1, [{ atS: 0.5, axis: 1 }]);
const change = (plan: Partial<Augmentation>, frames = punch, seed = 1) =>
  changedFrames(frames, { ...NO_AUGMENTATION, ...plan }, NEEDS, randomOf(seed, "test"));
const length = (frames: Int16Array, at: number) => Math.hypot(frames[at]!, frames[at + 1]!, frames[at + 2]!);

test("without any change a copy is its original", () => {
  fc.assert(
    fc.property(someFrames, (frames) => {
      expect(change({}, frames)).toEqual(frames);
    }),
  );
});

test("another mounting turns both vectors and keeps their lengths, and the angle between them", () => {
  fc.assert(
    fc.property(someFrames, fc.nat(1000), (frames, seed) => {
      const turned = change({ rollDegrees: 180, tiltDegrees: 15 }, frames, seed);
      for (let at = 0; at < frames.length; at += 6) {
        // Each axis is rounded by half a count at most.
        expect(Math.abs(length(turned, at) - length(frames, at))).toBeLessThan(0.9);
        expect(Math.abs(length(turned, at + 3) - length(frames, at + 3))).toBeLessThan(0.9);
        const dot = (of: Int16Array) => [0, 1, 2].reduce((sum, axis) => sum + of[at + axis]! * of[at + 3 + axis]!, 0);
        expect(Math.abs(dot(turned) - dot(frames))).toBeLessThan(2 + length(frames, at) + length(frames, at + 3));
      }
    }),
  );
});

test("a roll alone leaves the forearm's axis", () => {
  const turned = change({ rollDegrees: 180 });
  expect(turned).not.toEqual(punch);
  for (let at = 0; at < punch.length; at += 3) expect(turned[at]).toBe(punch[at]);
});

test("acceleration is clipped at another glove's range, rotation is not, and nothing wraps", () => {
  fc.assert(
    fc.property(someFrames, fc.nat(100), (frames, seed) => {
      const clipped = change({ clip_g: 4, scale: 0.9, noise_g: 2, noise_dps: 200, rollDegrees: 90 }, frames, seed);
      for (let i = 0; i < clipped.length; i++) if (i % 6 < 3) expect(Math.abs(clipped[i]!)).toBeLessThanOrEqual(8192);
    }),
  );
  const full = new Int16Array(60).fill(-32_768);
  expect(Math.min(...change({ scale: 1 }, full, 3))).toBeLessThan(0);
  expect(change({ clip_g: 4 }, full).subarray(3, 6)).toEqual(full.subarray(3, 6));
});

test("whoever is faster turns faster and is over sooner", () => {
  const over = (frames: Int16Array) => frames.filter((count, i) => i % 6 === 4 && count > 1000).length;
  const peak = (frames: Int16Array) => Math.max(...frames.filter((_, i) => i % 6 === 4));
  const copies = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => change({ timeWarp: 0.5 }, punch, seed));
  const faster = copies.filter((copy) => peak(copy) > 1.1 * peak(punch));
  const slower = copies.filter((copy) => peak(copy) < 0.9 * peak(punch));
  expect(faster.length).toBeGreaterThan(0);
  expect(slower.length).toBeGreaterThan(0);
  for (const copy of faster) expect(over(copy)).toBeLessThanOrEqual(over(punch));
  for (const copy of slower) expect(over(copy)).toBeGreaterThanOrEqual(over(punch));
});

test("copies come behind the originals, each otherwise, and the same for the same seed", () => {
  const cuts = [
    { frames: punch, name: "a" },
    { frames: punch.slice(60), name: "b" },
  ];
  const plan = { ...NO_AUGMENTATION, copies: 2, noise_g: 0.1, rollDegrees: 30 };
  const all = augmented(cuts, plan, NEEDS, 7);
  expect(all.map(({ name }) => name).join("")).toBe("ababab");
  expect(all.slice(0, 2)).toEqual(cuts);
  expect(new Set(all.map(({ frames }) => frames.join())).size).toBe(6);
  expect(augmented(cuts, plan, NEEDS, 7)).toEqual(all);
  expect(augmented(cuts, plan, NEEDS, 8)).not.toEqual(all);
  expect(augmented(cuts, NO_AUGMENTATION, NEEDS, 7)).toEqual(cuts);
});
