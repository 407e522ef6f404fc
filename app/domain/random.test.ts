import { describe, expect, test } from "vitest";
import { randomOf } from "./random.ts";

describe("seeded random numbers", () => {
  test("depend on seed and purpose alone", () => {
    const draw = (seed: number, purpose: string) => Array.from({ length: 5 }, randomOf(seed, purpose).next);
    expect(draw(1, "noise")).toEqual(draw(1, "noise"));
    expect(draw(2, "noise")).not.toEqual(draw(1, "noise"));
    expect(draw(1, "script")).not.toEqual(draw(1, "noise"));
  });

  test("are spread evenly, and normally where asked", () => {
    const random = randomOf(3, "spread");
    const uniform = Array.from({ length: 20_000 }, () => random.next());
    const tenths = Array.from({ length: 10 }, (_, i) => uniform.filter((u) => Math.floor(u * 10) === i).length);
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length;
    const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  test("choose by weight, and never what weighs nothing", () => {
    const random = randomOf(4, "weights");
    const chosen = Array.from({ length: 4000 }, () =>
      random.weighted(["a", "b", "never"], (x) => ({ a: 3, b: 1 })[x] ?? 0),
    );
    expect(chosen.filter((x) => x === "a").length / 4000).toBeCloseTo(0.75, 1);
    expect(chosen).not.toContain("never");
  });
});
