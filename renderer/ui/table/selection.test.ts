import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ListSelection, rowAfterKey, type SelectMode, select } from "./selection.ts";

const IDS = ["a", "b", "c", "d", "e"];
const NOTHING: ListSelection = { selected: new Set(), active: null, anchor: null };

function clicks(...steps: readonly (readonly [string, SelectMode])[]): string {
  const end = steps.reduce((from, [id, mode]) => select(IDS, from, id, mode), NOTHING);
  return IDS.filter((id) => end.selected.has(id)).join("");
}

describe("selecting rows", () => {
  it("is one row for a click, and more with Ctrl", () => {
    expect(clicks(["b", "only"], ["d", "only"])).toBe("d");
    expect(clicks(["b", "only"], ["d", "toggle"])).toBe("bd");
    expect(clicks(["b", "only"], ["d", "toggle"], ["b", "toggle"])).toBe("d");
  });

  it("is everything from the first click to the one with Shift, however often the end moves", () => {
    expect(clicks(["d", "only"], ["b", "range"])).toBe("bcd");
    expect(clicks(["b", "only"], ["e", "range"], ["c", "range"])).toBe("bc");
    expect(clicks(["b", "only"], ["e", "range"], ["a", "range"])).toBe("ab");
  });

  it("begins a range at the row itself when there is no other, or when that one is gone", () => {
    expect(clicks(["c", "range"])).toBe("c");
    const gone = { selected: new Set(["z"]), active: "z", anchor: "z" };
    expect([...select(IDS, gone, "c", "range").selected]).toEqual(["c"]);
  });

  it("always leaves the row that was meant active, and selects nothing that is not in the list", () => {
    const step = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom<SelectMode>("only", "toggle", "range"));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        const end = steps.reduce((from, [id, mode]) => select(IDS, from, id, mode), NOTHING);
        expect(end.active).toBe(steps.at(-1)![0]);
        expect([...end.selected].every((id) => IDS.includes(id))).toBe(true);
      }),
    );
  });
});

describe("walking by keys", () => {
  it("steps, pages and jumps, and stops at the ends", () => {
    expect(rowAfterKey(IDS, "b", "ArrowDown", 3)).toBe("c");
    expect(rowAfterKey(IDS, "b", "PageDown", 3)).toBe("e");
    expect(rowAfterKey(IDS, "b", "PageUp", 3)).toBe("a");
    expect(rowAfterKey(IDS, "e", "ArrowDown", 3)).toBe("e");
    expect(rowAfterKey(IDS, "c", "Home", 3)).toBe("a");
    expect(rowAfterKey(IDS, "c", "End", 3)).toBe("e");
  });

  it("begins at the top, and leaves other keys alone", () => {
    expect(rowAfterKey(IDS, null, "ArrowDown", 3)).toBe("a");
    expect(rowAfterKey(IDS, null, "ArrowUp", 3)).toBe("a");
    expect(rowAfterKey(IDS, "a", "x", 3)).toBeNull();
    expect(rowAfterKey([], null, "ArrowDown", 3)).toBeNull();
  });
});
