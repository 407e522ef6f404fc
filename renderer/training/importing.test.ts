import fc from "fast-check";
import { expect, it } from "vitest";
import { parseImportPlan, usualImportPlan } from "./importing.ts";
import { firstWish } from "./wish.ts";

const { plan } = firstWish([], null);
const network = (outputs: number) => ({
  network: { numbers: "int8" as const, steps: 48, channels: 6, outputs, layers: 3 },
});

it("names the outputs as the recipe does, the first Unknown where there is one more, and numbers the rest", () => {
  const { classes } = plan;
  expect(usualImportPlan(network(classes.length), plan).classes).toEqual(classes);
  expect(usualImportPlan(network(classes.length + 1), plan).classes).toEqual(["Unknown", ...classes]);
  expect(usualImportPlan(network(2), plan).classes).toEqual(classes.slice(0, 2));
  expect(usualImportPlan(network(8), plan).classes.slice(-2)).toEqual(["Class 7", "Class 8"]);
});

it("begins with a plan that can be read as it stands, whatever the file", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32 }), (outputs) => {
      const usual = usualImportPlan(network(outputs), plan);
      expect(parseImportPlan(JSON.stringify(usual))).toEqual({ ok: true, plan: usual });
    }),
  );
});

it("says what is wrong with what somebody typed, and never throws", () => {
  const usual = usualImportPlan(network(2), plan);
  expect(parseImportPlan(JSON.stringify({ ...usual, hands: "three" }))).toMatchObject({
    ok: false,
    why: expect.stringContaining("hands: "),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (words) => {
      const read = parseImportPlan(words);
      expect(read.ok || read.why.length > 0).toBe(true);
    }),
  );
});
