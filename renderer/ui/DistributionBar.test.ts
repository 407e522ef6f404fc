import { expect, it } from "vitest";
import { inSchemeOrder } from "./DistributionBar.tsx";

it("stacks labels in the order of the scheme, then others by name, and leaves out what has no segments", () => {
  const labels = { Slip: 1, Hook: 2, Clinch: 4, Jab: 3, Cross: 0 };
  expect(inSchemeOrder(labels, ["Jab", "Cross", "Hook"])).toEqual([
    ["Jab", 3],
    ["Hook", 2],
    ["Clinch", 4],
    ["Slip", 1],
  ]);
});
