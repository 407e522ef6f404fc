import { expect, it } from "vitest";
import type { MapPoint } from "#contract/learning.ts";
import { rowsOf, sortedRows } from "./rows.ts";

const point = (captureId: string, startUs: number, odd: number, label = "Jab"): MapPoint => ({
  captureId,
  segmentId: null,
  label,
  hand: "left",
  startUs,
  endUs: startUs + 1,
  x: 0,
  y: 0,
  odd,
});
const rows = rowsOf(
  [point("b", 5, 0.2), point("a", 9, 0.2, "Hook"), point("a", 3, 0.8)],
  [
    { id: "a", name: "Anna 2" },
    { id: "b", name: "Anna 10" },
  ],
);
const order = (column: string, direction: "ascending" | "descending") =>
  sortedRows(rows, { column, direction }).map(({ place }) => place);

it("has the odd ones first, equals by capture and time", () => {
  expect(order("odd", "descending")).toEqual([2, 1, 0]);
});

it("sorts by every column", () => {
  expect(order("capture", "ascending")).toEqual([2, 1, 0]);
  expect(order("time", "ascending")).toEqual([2, 0, 1]);
  expect(order("label", "ascending")).toEqual([1, 2, 0]);
  expect(order("hand", "ascending")).toEqual([2, 1, 0]);
});
