import { expect, test } from "vitest";
import { colourGroups } from "./colours.ts";
import { compare, comparing, MOST_COMPARED, neighbourOf, shownItems } from "./comparing.ts";
import { NO_FILTER } from "./items.ts";
import { itemsOf, segmentOf } from "./testItems.ts";

const items = itemsOf("Anna", [segmentOf("a"), segmentOf("b", { label: "Hook" }), segmentOf("c", { hand: "right" })]);

test("next and previous go round", () => {
  expect(neighbourOf(items, null, 1)?.id).toBe("a");
  expect(neighbourOf(items, null, -1)?.id).toBe("c");
  expect(neighbourOf(items, "c", 1)?.id).toBe("a");
  expect(neighbourOf([], null, 1)).toBeUndefined();
});

test("a new wish forgets the filter and the mark, and keeps how things are drawn", () => {
  comparing.setState({ marked: "a", filter: { ...NO_FILTER, label: "Hook" }, alignment: "onset" });
  compare({ scope: "captures", captureIds: ["1"] });
  expect(comparing.getState()).toMatchObject({
    marked: null,
    filter: NO_FILTER,
    alignment: "onset",
    captureIds: ["1"],
  });
});

test("what is drawn is the same list for the same state, and never too long", () => {
  const state = { items, filter: { ...NO_FILTER, label: "Jab" } };
  expect(shownItems(state).map(({ id }) => id)).toEqual(["a", "c"]);
  expect(shownItems(state)).toBe(shownItems(state));
  const many = Array.from({ length: 700 }, (_, i) => ({ ...items[0]!, id: String(i) }));
  expect(shownItems({ items: many, filter: NO_FILTER })).toHaveLength(MOST_COMPARED);
});

test("colours go by label, hand, person or capture, each group with its name and its lines", () => {
  const others = itemsOf(null, [segmentOf("d")], { name: "Free 2" });
  const groups = (by: Parameters<typeof colourGroups>[1]) =>
    colourGroups([...items, ...others], by).map(({ words, token, ids }) => [words, token, [...ids].join("")]);
  expect(groups("label")).toEqual([
    ["Hook", "--label-hook", "b"],
    ["Jab", "--label-jab", "acd"],
  ]);
  expect(groups("hand")).toEqual([
    ["Left", "--axis-x", "abd"],
    ["Right", "--axis-y", "c"],
  ]);
  expect(groups("person").map(([words]) => words)).toEqual(["Anna", "Nobody named"]);
  expect(groups("capture").at(-1)).toEqual(["Free 2", "--label-cross", "d"]);
});
