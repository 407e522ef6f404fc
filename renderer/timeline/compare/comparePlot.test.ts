import { expect, test } from "vitest";
import { lineAt, scaleOf } from "./comparePlot.ts";

const line = (id: string, values: number[]) => ({
  id,
  colour: "#fff",
  timesUs: Float64Array.from(values, (_, i) => i * 10_000),
  values: Float64Array.from(values),
});

test("the scale holds every line with zero in it, and there is none without samples", () => {
  expect(scaleOf([line("a", [1, 3]), line("b", [2, 14])])).toEqual({ fromUs: 0, toUs: 10_000, low: 0, high: 20 });
  expect(scaleOf([line("a", [-3, 1])])).toMatchObject({ low: -5, high: 1 });
  expect(scaleOf([])).toBeNull();
});

test("the line nearest to the pointer is found, and none from afar", () => {
  const lines = [line("a", [0, 0]), line("b", [10, 10])];
  const scale = scaleOf(lines)!;
  expect(lineAt(lines, scale, 0.5, 96, 100)?.id).toBe("a");
  expect(lineAt(lines, scale, 0.5, 5, 100)?.id).toBe("b");
  expect(lineAt(lines, scale, 0.5, 50, 100)).toBeNull();
});
