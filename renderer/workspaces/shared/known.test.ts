import { expect, it } from "vitest";
import { health } from "./health.ts";
import { knownFields, knownLabels, knownValues } from "./known.ts";
import { captureOf } from "./testCaptures.ts";

const captures = [
  captureOf({ label: "Jab", metadata: { person: "Ben", gym: "North" } }),
  captureOf({ label: "Slip", metadata: { person: "Anna" } }),
  captureOf({ label: "Slip", metadata: { person: "Anna" } }),
  captureOf({ label: "Clinch", metadata: { person: "" } }),
];

it("offers the punches first, then own labels, the most used first, and the chosen one always", () => {
  expect(knownLabels(captures, "New").slice(-3)).toEqual(["Slip", "Clinch", "New"]);
  expect(knownLabels(captures, "Jab")[0]).toBe("Jab");
  expect(knownLabels([], null).at(-1)).toBe("Unknown");
});

it("offers what a field has held, and the fields there are", () => {
  expect(knownValues(captures, "person")).toEqual(["Anna", "Ben"]);
  expect(knownFields(captures)).toEqual(["person", "gym"]);
});

it("judges a capture by the worst that happened to it", () => {
  expect(health(captureOf()).health).toBe("whole");
  expect(health(captureOf({ counts: { clipped: 1 } }))).toMatchObject({ health: "clipped", words: "1 clipped" });
  expect(health(captureOf({ counts: { clipped: 1, corrupt: 2 } }))).toMatchObject({
    health: "lost",
    words: "2 corrupt",
  });
  expect(health(captureOf({ counts: { lost: 1200, corrupt: 2 } }))).toMatchObject({ words: "1,200 lost" });
});
