import { expect, test } from "vitest";
import { PendingRows } from "./pendingRows.ts";
import { countingRows } from "./testing/fixtures.ts";

const arrival = (index: number) => ({ index, hostUs: index, deviceUs: null });

test("packets without a hole are one run; a hole begins the next", () => {
  const pending = new PendingRows(2, 100);
  pending.add(0, countingRows(0, 3, 2), [arrival(2)]);
  pending.add(3, countingRows(3, 2, 2), [arrival(4)]);
  pending.add(9, countingRows(9, 1, 2), []);
  expect(pending.runs).toMatchObject([
    { firstIndex: 0, rows: 5, arrivals: [{ index: 2 }, { index: 4 }] },
    { firstIndex: 9, rows: 1, arrivals: [] },
  ]);
  pending.clear();
  expect(pending.runs).toEqual([]);
});

test("a long block, as an import brings, is cut into runs that a window can be read from", () => {
  const pending = new PendingRows(1, 4);
  pending.add(0, countingRows(0, 3, 1), []);
  pending.add(3, countingRows(3, 7, 1), [arrival(3), arrival(4), arrival(9)]);
  expect(
    pending.runs.map(({ firstIndex, rows, arrivals }) => [firstIndex, rows, arrivals.map((a) => a.index)]),
  ).toEqual([
    [0, 4, [3]],
    [4, 4, [4]],
    [8, 2, [9]],
  ]);
  expect(pending.runs.flatMap(({ parts }) => parts.flatMap((part) => [...part]))).toEqual([...countingRows(0, 10, 1)]);
});
