import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaptureSummary } from "./captures.ts";
import { reviewState } from "./captures.ts";
import { distributionOf, nextInQueue, workQueue } from "./workQueue.ts";

type Stand = "unlabeled" | "inProgress" | "reviewed" | "recording";

function capture(id: string, stand: Stand): CaptureSummary {
  const labelCounts = stand === "unlabeled" || stand === "recording" ? {} : { Jab: 2 };
  return {
    id,
    name: id,
    state: stand === "recording" ? "recording" : "finished",
    simulated: false,
    createdAtMs: 0,
    durationUs: 1,
    label: null,
    metadata: {},
    streams: [],
    deletedAtMs: null,
    reviewedAtMs: stand === "reviewed" ? 1 : null,
    labelCounts,
    handCounts: { left: stand === "unlabeled" ? 0 : 2, right: 0, none: 0 },
    proposals: 0,
    videos: 0,
  };
}

const list = (...stands: Stand[]) => stands.map((stand, i) => capture(String(i), stand));
const ids = (captures: readonly CaptureSummary[]) => captures.map(({ id }) => id).join("");

describe("the work queue", () => {
  it("is what has no labels, then what is in progress, in the order given; neither what is reviewed nor what still grows", () => {
    expect(ids(workQueue(list("inProgress", "unlabeled", "reviewed", "inProgress", "recording", "unlabeled")))).toBe(
      "1503",
    );
  });

  it("goes on below, begins again at the top, and comes to what is in progress last", () => {
    const captures = list("unlabeled", "inProgress", "unlabeled", "reviewed");
    expect(nextInQueue(captures, null)?.id).toBe("0");
    expect(nextInQueue(captures, "0")?.id).toBe("2");
    expect(nextInQueue(captures, "2")?.id).toBe("0");
    expect(nextInQueue(list("inProgress", "inProgress", "reviewed"), "1")?.id).toBe("0");
    expect(nextInQueue(list("unlabeled", "reviewed"), "0")).toBeUndefined();
    expect(nextInQueue(list("unlabeled"), "filtered out")?.id).toBe("0");
  });

  it("meets every capture that is left once, whoever begins labels or reviews on the way", () => {
    const stands = fc.array(fc.constantFrom<Stand>("unlabeled", "inProgress", "reviewed"), { minLength: 1 });
    fc.assert(
      fc.property(stands, (given) => {
        let captures = list(...given);
        const seen: string[] = [];
        for (let at: string | null = null; ; ) {
          const next: CaptureSummary | undefined = nextInQueue(captures, at);
          if (next === undefined) break;
          seen.push(next.id);
          at = next.id;
          captures = captures.map((each) => (each.id === next.id ? { ...each, reviewedAtMs: 1 } : each));
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBe(given.filter((stand) => stand !== "reviewed").length);
        expect(captures.every((each) => reviewState(each) === "reviewed")).toBe(true);
      }),
    );
  });
});

describe("a distribution", () => {
  it("adds up labels and gloves, whatever a label is called", () => {
    const a = { labelCounts: { Jab: 2, constructor: 1 }, handCounts: { left: 1, right: 1, none: 1 } };
    const b = { labelCounts: { Jab: 3 }, handCounts: { left: 3, right: 0, none: 0 } };
    expect(distributionOf([a, b])).toEqual({
      labels: { Jab: 5, constructor: 1 },
      hands: { left: 4, right: 1, none: 1 },
      segments: 6,
    });
    expect(distributionOf([])).toEqual({ labels: {}, hands: { left: 0, right: 0, none: 0 }, segments: 0 });
  });
});
