import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, isEmpty } from "./change.ts";
import { overlapIn } from "./lanes.ts";
import { acceptProposal, nextOpen, openProposals } from "./proposals.ts";
import { anyTruth, segmentOf, truthOf } from "./testSegments.ts";

const FROM = { kind: "proposal", name: "punch" } as const;
const NEW = "40000000-0000-4000-8000-000000000000";
const JAB = { label: "Jab", quality: null };

describe("a proposal is open", () => {
  const proposal = segmentOf(100, 200, { label: "Unknown" });
  const isOpen = (...truth: Parameters<typeof segmentOf>[]) =>
    openProposals([proposal], truthOf(...truth.map((each) => segmentOf(...each))).segments).length === 1;

  it("until a truth segment of its hand holds more than half of it", () => {
    expect(isOpen([0, 150])).toBe(true);
    expect(isOpen([0, 151])).toBe(false);
    expect(isOpen([0, 300])).toBe(false);
  });

  it("whatever the other hand does; one of no hand may be of either", () => {
    expect(isOpen([100, 200, { hand: "right" }])).toBe(true);
    expect(isOpen([100, 200, { hand: null }])).toBe(false);
  });

  it("by the same rule however many there are", () => {
    fc.assert(
      fc.property(anyTruth, anyTruth, ({ segments: proposals }, { segments: truth }) => {
        const one = (each: (typeof proposals)[number]) =>
          truth.some((other) => openProposals([each], [other]).length === 0);
        expect(openProposals(proposals, truth)).toEqual(proposals.filter((each) => !one(each)));
      }),
    );
  });
});

describe("accepting", () => {
  it("copies it under its label and says where it came from", () => {
    const proposal = segmentOf(100, 200, { label: "Unknown", confidence: 0.7, peakUs: 150 });
    const { add } = acceptProposal(truthOf(), FROM, proposal, JAB, 10, NEW);
    expect(add).toEqual([{ ...proposal, ...JAB, id: NEW, confidence: null, origin: "accepted punch" }]);
  });

  it("cuts it to what is free", () => {
    const truth = truthOf(segmentOf(0, 120), segmentOf(190, 300));
    const { add, remove } = acceptProposal(truth, FROM, segmentOf(100, 200), JAB, 10, NEW);
    expect(add).toMatchObject([{ startUs: 120, endUs: 190 }]);
    expect(remove).toEqual([]);
    expect(isEmpty(acceptProposal(truthOf(segmentOf(0, 300)), FROM, segmentOf(100, 200), JAB, 10, NEW))).toBe(true);
  });

  it("closes whatever is open and long enough, and never touches truth", () => {
    fc.assert(
      fc.property(anyTruth, anyTruth, (truth, { segments }) => {
        for (const proposal of openProposals(segments, truth.segments)) {
          const change = acceptProposal(truth, FROM, proposal, JAB, 0, NEW);
          expect([...change.remove, ...change.update]).toEqual([]);
          expect(overlapIn(applied(truth.segments, change))).toBeNull();
        }
      }),
    );
  });
});

it("goes on to the next open one, and begins again at the first", () => {
  const [a, b] = [segmentOf(0, 10), segmentOf(20, 30)];
  expect(nextOpen([a, b], 5)).toBe(b);
  expect(nextOpen([a, b], 20)).toBe(a);
  expect(nextOpen([], 20)).toBeNull();
});
