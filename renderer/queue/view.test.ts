// @vitest-environment jsdom
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captureOf } from "../workspaces/shared/testCaptures.ts";
import { FIXED_COLUMNS, type Filter, inOrder, matches, NO_FILTER } from "./view.ts";
import { createTableView } from "./viewStore.ts";

describe("the filter", () => {
  const anna = captureOf({ name: "Round 1", label: "Jab", metadata: { person: "Anna" } });
  const lossy = captureOf({ name: "Round 2", simulated: false, counts: { lost: 3, clipped: 9 } });

  it("finds every word somewhere, whatever its case", () => {
    expect(matches(anna, { ...NO_FILTER, words: "anna  jab" })).toBe(true);
    expect(matches(anna, { ...NO_FILTER, words: "anna hook" })).toBe(false);
    expect(matches(anna, { ...NO_FILTER, words: "simulated LEFT" })).toBe(true);
  });

  it("tells captures without a label from all captures", () => {
    expect([anna, lossy].filter((each) => matches(each, { ...NO_FILTER, label: null }))).toEqual([lossy]);
    expect([anna, lossy].filter((each) => matches(each, { ...NO_FILTER, label: "Jab" }))).toEqual([anna]);
  });

  it("separates the simulated from the real, and the whole from the damaged", () => {
    expect(matches(anna, { ...NO_FILTER, source: "real" })).toBe(false);
    expect(matches(lossy, { ...NO_FILTER, source: "real" })).toBe(true);
    expect(matches(lossy, { ...NO_FILTER, health: "lost" })).toBe(true);
    expect(matches(lossy, { ...NO_FILTER, health: "clipped" })).toBe(false);
    expect(matches(anna, { ...NO_FILTER, health: "whole" })).toBe(true);
  });
});

describe("the filter of the queue", () => {
  const untouched = captureOf({ metadata: { person: "Anna" } });
  const begun = captureOf({ labelCounts: { Jab: 2 }, metadata: { person: "Annabel" } });
  const reviewed = captureOf({ labelCounts: { Jab: 2 }, reviewedAtMs: 1 });
  const left = (filter: Partial<Filter>) =>
    [untouched, begun, reviewed].filter((each) => matches(each, { ...NO_FILTER, ...filter }));

  it("tells where captures stand", () => {
    expect(left({ state: "unlabeled" })).toEqual([untouched]);
    expect(left({ state: "inProgress" })).toEqual([begun]);
    expect(left({ state: "reviewed" })).toEqual([reviewed]);
  });

  it("takes a value of a field as a whole", () => {
    expect(left({ field: { name: "person", value: "Anna" } })).toEqual([untouched]);
  });
});

describe("the order", () => {
  const capture = fc
    .record({
      name: fc.string(),
      durationUs: fc.nat(),
      rateHz: fc.integer({ min: 10, max: 2000 }),
      label: fc.option(fc.constantFrom("Jab", "Hook"), { nil: null }),
      person: fc.option(fc.constantFrom("Anna", "Ben"), { nil: undefined }),
      lost: fc.nat(3),
    })
    .map(({ person, lost, ...rest }) =>
      captureOf({ ...rest, metadata: person === undefined ? {} : { person }, counts: { lost } }),
    );
  const order = fc.record({
    column: fc.constantFrom(...FIXED_COLUMNS, "field:person"),
    direction: fc.constantFrom("ascending", "descending"),
  });

  it("keeps every capture, and sorting what is sorted changes nothing", () => {
    fc.assert(
      fc.property(fc.array(capture), order, (captures, by) => {
        const sorted = inOrder(captures, by);
        expect(new Set(sorted)).toEqual(new Set(captures));
        expect(sorted.length).toBe(captures.length);
        expect(inOrder(sorted, by)).toEqual(sorted);
      }),
    );
  });

  it("puts captures without a value last, in both directions", () => {
    fc.assert(
      fc.property(fc.array(capture), order, (captures, { direction }) => {
        const people = inOrder(captures, { column: "field:person", direction }).map((each) => each.metadata.person);
        const firstEmpty = people.indexOf(undefined);
        if (firstEmpty >= 0) expect(people.slice(firstEmpty).every((person) => person === undefined)).toBe(true);
      }),
    );
  });

  it("counts numbers in names as a person does", () => {
    const captures = ["Jab 10", "Jab 9", "Jab 01"].map((name) => captureOf({ name }));
    const names = inOrder(captures, { column: "name", direction: "ascending" }).map((each) => each.name);
    expect(names).toEqual(["Jab 01", "Jab 9", "Jab 10"]);
  });
});

describe("what is remembered", () => {
  it("is the order and the hidden columns, not the filter", () => {
    localStorage.clear();
    const first = createTableView(localStorage);
    first.sort({ column: "length", direction: "ascending" });
    first.toggleColumn("device");
    first.filter({ words: "jab" });
    first.groupBy("field:person");
    first.toggleGroup("Anna");
    first.moveColumn("health", "name", ["name", "label", "health"]);
    first.toggleRail();
    expect(createTableView(localStorage).store.getState()).toEqual({
      order: { column: "length", direction: "ascending" },
      hidden: ["device"],
      filter: NO_FILTER,
      groupBy: "field:person",
      closed: [],
      columns: ["health", "name", "label"],
      rail: false,
    });
  });

  it("is taken from a studio that knew less", () => {
    localStorage.setItem(
      "ringside.captures",
      JSON.stringify({ order: { column: "name", direction: "ascending" }, hidden: ["rate"] }),
    );
    expect(createTableView(localStorage).store.getState()).toMatchObject({
      hidden: ["rate"],
      groupBy: null,
      rail: true,
    });
  });

  it("begins anew when what was stored makes no sense", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        localStorage.setItem("ringside.captures", stored);
        expect(createTableView(localStorage).store.getState().filter).toEqual(NO_FILTER);
      }),
    );
  });
});
