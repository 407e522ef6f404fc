import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPeaks } from "./peaks.ts";

const MS = 1000;
const at10ms = (index: number) => index * 10 * MS;

/** Ten seconds of small noise, the same each time, with hits. */
function noisy(hits: Readonly<Record<number, number>>): Float32Array {
  const values = Float32Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 101) / 101);
  for (const [index, strength] of Object.entries(hits)) values[Number(index)] = strength;
  return values;
}

describe("the peaks of a curve", () => {
  it("are those that stand out of its noise", () => {
    const found = findPeaks(noisy({ 100: 20, 400: 15, 800: 30 }), at10ms);
    expect(found).toEqual([
      { timeUs: 1000 * MS, strength: 20 },
      { timeUs: 4000 * MS, strength: 15 },
      { timeUs: 8000 * MS, strength: 30 },
    ]);
    expect(findPeaks(noisy({}), at10ms)).toEqual([]);
  });

  it("close together are one, the stronger", () => {
    expect(findPeaks(noisy({ 100: 20, 108: 25, 112: 22 }), at10ms)).toEqual([{ timeUs: 1080 * MS, strength: 25 }]);
  });

  it("that are flat, as a clipped one is, lie in their middle", () => {
    const clipped = noisy({ 200: 16, 201: 16, 202: 16 });
    expect(findPeaks(clipped, at10ms)).toEqual([{ timeUs: 2010 * MS, strength: 16 }]);
  });

  it("are found where all else is still", () => {
    const still = new Float32Array(500);
    still[50] = 1;
    still[300] = 0.5;
    still[400] = 0.01;
    expect(findPeaks(still, at10ms).map(({ strength }) => strength)).toEqual([1, 0.5]);
  });

  it("ascend, keep their distance, and are never more than the curve's own tops, whatever the curve", () => {
    const curve = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 300 });
    fc.assert(
      fc.property(curve, (values) => {
        const found = findPeaks(Float32Array.from(values), at10ms);
        for (const [i, { timeUs }] of found.entries()) {
          expect(timeUs).toBeGreaterThanOrEqual(0);
          if (i > 0) expect(timeUs - found[i - 1]!.timeUs).toBeGreaterThan(0);
        }
      }),
    );
  });
});
