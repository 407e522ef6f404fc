// @vitest-environment jsdom
import fc from "fast-check";
import { expect, it } from "vitest";
import { captureOf } from "../workspaces/shared/testCaptures.ts";
import { grouped } from "./grouping.ts";
import { inGivenOrder } from "./viewStore.ts";

const at = (day: number) => new Date(2026, 10, day, 12).getTime();
const a = captureOf({ name: "a", label: "Jab", metadata: { gym: "North 10" }, createdAtMs: at(9) });
const b = captureOf({ name: "b", metadata: { gym: "North 9" }, labelCounts: { Jab: 1 }, createdAtMs: at(10) });
const c = captureOf({ name: "c", label: "Jab", labelCounts: { Jab: 1 }, reviewedAtMs: 1, createdAtMs: at(9) });

const told = (by: string) =>
  grouped([c, b, a], by).map(({ id, captures }) => `${id}: ${captures.map(({ name }) => name).join("")}`);

it("groups by state, label, day and field; what has no value comes last", () => {
  expect(told("state")).toEqual(["unlabeled: a", "inProgress: b", "reviewed: c"]);
  expect(told("label")).toEqual(["Jab: ca", ": b"]);
  expect(told("day")).toEqual(["2026-11-10: b", "2026-11-09: ca"]);
  expect(told("field:gym")).toEqual(["North 9: b", "North 10: a", ": c"]);
});

it("keeps every capture, once, in the order given within its group", () => {
  const capture = fc
    .record({ gym: fc.constantFrom("North", "South", ""), label: fc.constantFrom("Jab", "Hook", null) })
    .map(({ gym, label }) => captureOf({ label, metadata: gym === "" ? {} : { gym } }));
  fc.assert(
    fc.property(fc.array(capture), fc.constantFrom("state", "label", "day", "field:gym"), (captures, by) => {
      const groups = grouped(captures, by);
      expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
      expect(groups.flatMap((group) => group.captures).length).toBe(captures.length);
      for (const group of groups)
        expect(group.captures).toEqual(captures.filter((one) => group.captures.includes(one)));
    }),
  );
});

it("puts what a person has put in an order first, and the rest as it comes", () => {
  const columns = ["name", "state", "label", "new"].map((id) => ({ id }));
  expect(inGivenOrder(columns, ["label", "gone", "name"]).map(({ id }) => id)).toEqual([
    "label",
    "name",
    "state",
    "new",
  ]);
});
