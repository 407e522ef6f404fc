import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels, type TimeLabel } from "./timeLabels.ts";

const label = (atPx: number, words: string): TimeLabel => ({ atPx, widthPx: 30, words });

describe("the numbers of a time axis", () => {
  it("stand in the middle of their lines, and those at the ends inside the plot", () => {
    const placed = placeLabels([label(100, "0:00"), label(250, "0:01"), label(400, "0:02")], 100, 400);
    expect(placed).toEqual([
      { leftPx: 100, words: "0:00" },
      { leftPx: 235, words: "0:01" },
      { leftPx: 370, words: "0:02" },
    ]);
  });

  it("are left out rather than written over each other", () => {
    expect(placeLabels([label(100, "a"), label(120, "b"), label(160, "c")], 0, 200).map(({ words }) => words)).toEqual([
      "a",
      "c",
    ]);
    expect(placeLabels([label(5, "a")], 0, 20)).toEqual([]);
  });

  it("are never cut off and never touch, wherever the lines are", () => {
    const labels = fc.array(fc.record({ atPx: fc.nat(1000), widthPx: fc.integer({ min: 1, max: 90 }) }));
    fc.assert(
      fc.property(labels, (raw) => {
        const sorted = raw.sort((a, b) => a.atPx - b.atPx).map((each, i) => ({ ...each, words: String(i) }));
        let before = 0;
        for (const { leftPx, words } of placeLabels(sorted, 0, 1000)) {
          expect(leftPx).toBeGreaterThanOrEqual(before);
          before = leftPx + sorted[Number(words)]!.widthPx;
          expect(before).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});
