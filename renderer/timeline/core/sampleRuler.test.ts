import { expect, test } from "vitest";
import { sampleMarks } from "./sampleRuler.ts";

test("marks are round, far enough apart and within the stream", () => {
  expect(sampleMarks(3, 61, 1000, 9)).toEqual([10, 20, 30, 40, 50, 60]);
  expect(sampleMarks(-400, 2600, 2001, 700)).toEqual([0, 1000, 2000]);
});

test("never stand between samples, however near one looks", () => {
  expect(sampleMarks(4.2, 7.9, 1000, 0.02)).toEqual([5, 6, 7]);
});
