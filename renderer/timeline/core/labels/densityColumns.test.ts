import fc from "fast-check";
import { expect, it } from "vitest";
import { COLUMN_PX, DensityColumns } from "./densityColumns.ts";

it("a lone segment fills its column; many share theirs by how many they are", () => {
  const columns = new DensityColumns(100);
  columns.add(10.7, "red");
  for (const colour of ["red", "blue", "blue", "blue"]) columns.add(50, colour);
  const painted: unknown[] = [];
  columns.forEach((...part) => {
    painted.push(part);
  });
  expect(painted).toEqual([
    [10, 0, 1, "red"],
    [50, 0, 0.25, "red"],
    [50, 0.25, 1, "blue"],
  ]);
});

it("hides no segment, wherever it lies in the plot, and every column that holds one is full", () => {
  const segments = fc.array(fc.tuple(fc.double({ min: 0, max: 99, noNaN: true }), fc.constantFrom("a", "b", "c")));
  fc.assert(
    fc.property(segments, (all) => {
      const columns = new DensityColumns(100);
      for (const [x, colour] of all) columns.add(x, colour);
      const painted = new Map<string, number>();
      const filled = new Map<number, number>();
      columns.forEach((x, from, to, colour) => {
        painted.set(`${x} ${colour}`, to - from);
        filled.set(x, (filled.get(x) ?? 0) + to - from);
      });
      for (const [x, colour] of all) {
        const column = Math.floor(x / COLUMN_PX) * COLUMN_PX;
        expect(painted.get(`${column} ${colour}`)).toBeGreaterThan(0);
        expect(filled.get(column)).toBeCloseTo(1);
      }
    }),
  );
});
