import { expect, test } from "vitest";
import { turned } from "./axisWheel.ts";

test("a turn towards less doubles what is seen, about zero where it is in sight, else about the middle", () => {
  expect(turned({ min: -10, max: 20 }, 300)).toEqual({ min: -20, max: 40 });
  expect(turned({ min: 10, max: 30 }, -300)).toEqual({ min: 15, max: 25 });
});

test("the range never vanishes and never runs away", () => {
  let range = { min: -1, max: 1 };
  for (let i = 0; i < 200; i++) range = turned(range, -300);
  expect(range.max - range.min).toBeGreaterThan(0);
  for (let i = 0; i < 400; i++) range = turned(range, 300);
  expect(range.max).toBeLessThan(1e9);
});
