import { describe, expect, test, vi } from "vitest";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { tennisHere } from "../devices/tennisMotion.ts";
import { gesturesAcrossPeople, type RealResult, tennisAcrossTime } from "./realModels.ts";

vi.setConfig({ testTimeout: 180_000 });

/** An event more or less is allowed to int8, which is more than a point where there are so few. */
function expectTheSameButForOne({ float, int8 }: RealResult, events: number) {
  expect(Object.values(int8.perClass).reduce((sum, { support }) => sum + support, 0)).toBe(events);
  expect(Math.abs(float.f1 - int8.f1)).toBeLessThanOrEqual(1 / events);
}

describe.skipIf(!engineHere || !tennisHere)("models on real recordings (skipped where shared/data is absent)", () => {
  test("punch against flex, of a person that the model never saw: better than chance, and said as it is", async () => {
    const result = await gesturesAcrossPeople();
    expectTheSameButForOne(result, 77);
    expect(result.int8.folds.map(({ group, support }) => [group, support])).toEqual([
      ["chiahong", 35],
      ["martin", 42],
    ]);
    // Always saying the commoner of two classes reaches 0.53.
    expect(result.int8.f1).toBeGreaterThan(0.6);
    expect(result.protocol).toContain("trained on one person, tested on the other");
  });

  test("tennis strokes of one player, part by part in time: found and named", async () => {
    const result = await tennisAcrossTime();
    expectTheSameButForOne(result, 34);
    expect(result.int8.f1).toBeGreaterThan(0.9);
    expect(result.protocol).toContain("says nothing about another player");
  });
});
