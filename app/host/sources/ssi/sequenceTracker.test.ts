import { describe, expect, it } from "vitest";
import { SequenceTracker } from "./sequenceTracker.ts";

/** What comes out for these numbers, e.g. "1 2 +1 4": 4 came with one packet missing before it. */
function judged(numbers: readonly number[], modulus = 2 ** 32): string {
  const tracker = new SequenceTracker<number>(modulus, 100);
  const out: string[] = [];
  for (const judgement of [...numbers.map((n) => tracker.offer(n, n)), tracker.end()]) {
    if (judgement.refused > 0) out.push("refused");
    for (const { packet, missing } of judgement.accepted)
      out.push(...(missing > 0 ? [`+${missing}`] : []), `${packet}`);
  }
  return out.join(" ");
}

describe("sequence numbers", () => {
  it("that follow are accepted", () => expect(judged([1, 2, 3])).toBe("1 2 3"));
  it("that skip mean missing packets", () => expect(judged([1, 2, 5, 6])).toBe("1 2 +2 5 6"));
  it("may skip twice in a row", () => expect(judged([1, 3, 5, 6])).toBe("1 +1 3 +1 5 6"));
  it("wrap", () => expect(judged([254, 255, 0, 2, 3], 256)).toBe("254 255 0 +1 2 3"));
  it("that jump ahead for one packet were damaged", () => expect(judged([1, 2, 7, 4, 5])).toBe("1 2 refused +1 4 5"));
  it("that jump back for one packet were damaged", () =>
    expect(judged([10, 11, 8, 13, 14])).toBe("10 11 refused +1 13 14"));
  it("that fit nowhere were damaged", () => expect(judged([1, 2, 9_000_000, 4, 5])).toBe("1 2 refused +1 4 5"));
  it("that start again are a device that started again", () =>
    expect(judged([70_000, 70_001, 1, 2, 3])).toBe("70000 70001 1 2 3"));
  it("that come twice are taken once", () => expect(judged([1, 2, 2, 3])).toBe("1 2 refused 3"));
  it("of a false first frame are dropped", () => expect(judged([4_000_000, 1, 2, 3])).toBe("refused 1 2 3"));
  it("at the very end are believed where they fit", () => expect(judged([1, 2, 4])).toBe("1 2 +1 4"));
});
