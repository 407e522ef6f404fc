import { describe, expect, test } from "vitest";
import { type LabelledCapture, truthParts } from "./truthParts.ts";

const S = 1e6;
const punch = (atS: number, label = "Jab") => ({
  label,
  hand: null,
  startUs: (atS - 0.2) * S,
  peakUs: atS * S,
  endUs: (atS + 0.3) * S,
  origin: "hand",
});
function labelled(id: string, punches: readonly ReturnType<typeof punch>[], reviewed = false): LabelledCapture {
  return { capture: { id, durationUs: 60 * S, reviewedAtMs: reviewed ? 1 : null }, truth: punches };
}

describe("what settings can be learned from", () => {
  test("several captures are a part each, in five folds at most; captures without a punch are left out", () => {
    const captures = [..."abcdefg"].map((id) => labelled(id, [punch(10), punch(20)]));
    const parts = truthParts([...captures, labelled("none", []), labelled("other", [punch(5, "Unknown")])]);
    expect(parts.map(({ captureId, fold }) => `${captureId}${fold}`)).toEqual("a0 b1 c2 d3 e4 f0 g1".split(" "));
  });

  test("one capture is cut between two punches into halves with as many", () => {
    const parts = truthParts([labelled("a", [punch(40), punch(10), punch(20), punch(30)])]);
    expect(parts.map(({ fold, wanted }) => [fold, wanted.map(({ peakUs }) => peakUs! / S)])).toEqual([
      [0, [10, 20]],
      [1, [30, 40]],
    ]);
    expect(parts.map(({ fromUs, toUs }) => [fromUs / S, toUs / S])).toEqual([
      [9.3, 25],
      [25, 40.8],
    ]);
    expect(truthParts([labelled("a", [punch(10)])])).toEqual([]);
  });

  test("time that nobody has labelled yet does not count, unless the capture was reviewed", () => {
    const half = [punch(10), punch(20, "Unknown")];
    const [open, done] = truthParts([labelled("a", half), labelled("b", half, true)]);
    expect([open!.fromUs, open!.toUs]).toEqual([9.3 * S, 20.8 * S]);
    expect(done!.fromUs).toBeLessThan(0);
    expect(done!.toUs).toBeGreaterThanOrEqual(60 * S);
  });

  test("motion that is no punch is not wanted", () => {
    const [part] = truthParts([labelled("a", [punch(10), punch(20, "Unknown")]), labelled("b", [punch(5)])]);
    expect(part!.wanted).toHaveLength(1);
  });
});
