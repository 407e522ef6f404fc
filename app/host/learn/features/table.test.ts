import { expect, test } from "vitest";
import type { FeatureMatrix } from "./matrix.ts";
import { featureTable } from "./table.ts";

test("the table says of each feature how every class lies, and begins with what tells them apart", () => {
  const values = [
    [5, 1, 0],
    [5, 2, 9],
    [5, 3, 1],
    [5, 4, 8],
    [5, 11, 2],
    [5, 13, Number.NaN],
  ];
  const definitions = [0, 4, 7].map((column) => ({ id: `f${column}`, name: "mean" as const, columns: [column] }));
  const matrix: FeatureMatrix = { definitions, rows: 6, values: Float32Array.from(values.flat()) };
  const rows = featureTable(matrix, ["Jab", "Jab", "Jab", "Jab", "Hook", "Hook"]);
  expect(rows.map(({ id, columns, f }) => [id, columns, f === null ? f : Math.round(f * 10) / 10])).toEqual([
    ["f4", ["GyroY"], 68.8],
    ["f0", ["AccelX"], 0],
  ]);
  expect(rows[0]!.classes[1]).toEqual({
    label: "Jab",
    segments: 4,
    mean: 2.5,
    deviation: Math.sqrt(5 / 3),
    lowest: 1,
    lowerQuartile: 1.75,
    median: 2.5,
    upperQuartile: 3.25,
    highest: 4,
  });
});
