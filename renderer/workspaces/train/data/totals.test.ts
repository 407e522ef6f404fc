import { expect, it } from "vitest";
import { byReason, labelTotals } from "./totals.ts";

it("adds up labels over captures", () => {
  expect(labelTotals([{ labels: { Jab: 2, Hook: 1 } }, { labels: { Jab: 3 } }])).toEqual({ Jab: 5, Hook: 1 });
});

it("tells the commonest reason first, with its captures and segments", () => {
  const out = (name: string, reason: "noTruth" | "clipped", count: number) => ({
    captureId: name,
    name,
    reason,
    count,
  });
  const reasons = byReason([out("A", "clipped", 3), out("B", "noTruth", 0), out("C", "noTruth", 0)]);
  expect(reasons.map(({ reason, captures, count }) => [reason, captures.map(({ name }) => name), count])).toEqual([
    ["noTruth", ["B", "C"], 0],
    ["clipped", ["A"], 3],
  ]);
});
