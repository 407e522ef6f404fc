import fc from "fast-check";
import { expect, it } from "vitest";
import { alignmentOf, findClaps } from "./claps.ts";

it("takes an impact that both gloves saw, and says how far apart they saw it", () => {
  const claps = findClaps([1_000_000, 5_000_000], [1_004_000, 4_998_000]);
  expect(claps).toEqual([
    { atUs: 1_000_000, apartUs: 4_000 },
    { atUs: 5_000_000, apartUs: -2_000 },
  ]);
  expect(alignmentOf(claps)).toEqual({ claps: 2, medianUs: 3_000, worstUs: 4_000 });
});

it("takes no punch for a clap: one hand alone, two in a row, or a combination around it", () => {
  expect(findClaps([1_000_000], [])).toEqual([]);
  expect(findClaps([1_000_000], [1_150_000])).toEqual([]);
  expect(findClaps([1_000_000, 1_200_000], [1_001_000])).toEqual([]);
  expect(findClaps([1_000_000], [1_001_000, 1_200_000])).toEqual([]);
  expect(alignmentOf([])).toEqual({ claps: 0, medianUs: null, worstUs: null });
});

it("finds every clap of gloves whose clocks are apart, and how far", () => {
  const gaps = fc.array(fc.integer({ min: 600_000, max: 5_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: -40_000, max: 40_000 }), (between, apartUs) => {
      let at = 1_000_000;
      const left = between.map((gap) => (at += gap));
      const claps = findClaps(
        left,
        left.map((one) => one + apartUs),
      );
      expect(claps.map(({ atUs }) => atUs)).toEqual(left);
      expect(alignmentOf(claps).medianUs).toBe(Math.abs(apartUs));
    }),
  );
});
