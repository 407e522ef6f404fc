import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchSpace } from "./searchSpace.ts";
import { searchSettings } from "./settingsSearch.ts";

/** Two numbers from 0 to 1 and a switch. */
const space: SearchSpace = {
  axes: [
    { setting: "a", values: null },
    { setting: "b", values: null },
    { setting: "on", values: 2 },
  ],
  usual: [0.1, 0.9, 0.25],
  settingsAt: ([a, b, on]) => ({ a: a!, b: b!, on: on! >= 0.5 }),
};
const between = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });

describe("searching settings", () => {
  test("comes close to the top of any smooth hill, and to the right switch", async () => {
    await fc.assert(
      fc.asyncProperty(between(0, 1), between(0, 1), fc.boolean(), async (topA, topB, rightOn) => {
        const found = await searchSettings(
          space,
          async ({ a, b, on }) => (on === rightOn ? 1 : 0) - Math.abs(Number(a) - topA) - Math.abs(Number(b) - topB),
        );
        expect(found.on).toBe(rightOn);
        expect(Math.abs(Number(found.a) - topA)).toBeLessThan(0.06);
        expect(Math.abs(Number(found.b) - topB)).toBeLessThan(0.06);
      }),
      { numRuns: 60 },
    );
  });

  test("what makes no difference stays usual", async () => {
    const found = await searchSettings(space, async ({ a }) => -Math.abs(Number(a) - 0.6));
    expect(found).toMatchObject({ b: 0.9, on: false });
    expect(await searchSettings(space, async () => 0)).toEqual({ a: 0.1, b: 0.9, on: false });
  });

  test("of many equally good values it takes one far from where it gets worse", async () => {
    const { a } = await searchSettings(space, async (at) => (Number(at.a) > 0.4 && Number(at.a) < 0.8 ? 1 : 0));
    expect(Math.abs(Number(a) - 0.6)).toBeLessThan(0.1);
  });
});
