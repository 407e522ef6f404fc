import { expect, it } from "vitest";
import { linesOf, type TableGroup, toggleGroup } from "./tableGroups.ts";

const group = (id: string, open: boolean, ...rowIds: string[]): TableGroup => ({ id, open, rowIds, content: id });
const told = (rows: string[], groups?: TableGroup[]) =>
  linesOf(rows, groups).map((line) => ("group" in line ? line.id : `${line.id}@${line.row}`));

it("puts a heading over the rows of each group; those of a closed one are not shown", () => {
  expect(told(["a", "b"])).toEqual(["a@0", "b@1"]);
  const groups = [group("x", true, "a"), group("y", false, "b", "c"), group("", true, "d")];
  expect(told(["a", "d"], groups)).toEqual(["group:x", "a@0", "group:y", "group:", "d@1"]);
});

it("selects all of a group, and unselects it where all are selected", () => {
  const both = group("x", false, "a", "b");
  expect([...toggleGroup(both, new Set(["a", "z"]))]).toEqual(["a", "z", "b"]);
  expect([...toggleGroup(both, new Set(["a", "b", "z"]))]).toEqual(["z"]);
});
