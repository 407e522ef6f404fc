import { expect, test } from "vitest";
import type { Segment } from "#domain/labeling/segments.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import { captureOf } from "../../shared/testCaptures.ts";
import { comparedSegments, neighbourOf, withStreams } from "./comparing.ts";

const segment = (id: string, label: string, startUs: number, hand: Segment["hand"] = "left"): Segment => ({
  id,
  label,
  hand,
  quality: null,
  startUs,
  endUs: startUs + 1,
  peakUs: null,
  confidence: null,
  origin: "hand",
});
const [first, second, third] = [segment("a", "Jab", 10), segment("b", "Hook", 20), segment("c", "Jab", 30)];
const view = {
  tracks: [{ kind: "truth", name: "Truth", origin: "", segments: [first, second, third] }],
} as unknown as LabelView;

test("all of a label are compared, or those that were selected, by time", () => {
  expect(comparedSegments(view, { label: "Jab", chosen: [] })).toEqual([first, third]);
  expect(comparedSegments(view, { label: null, chosen: ["c", "b", "gone"] })).toEqual([second, third]);
});

test("next and previous go round", () => {
  const all = [first, second, third];
  expect(neighbourOf(all, null, 1)).toBe(first);
  expect(neighbourOf(all, null, -1)).toBe(third);
  expect(neighbourOf(all, "c", 1)).toBe(first);
  expect(neighbourOf([], null, 1)).toBeUndefined();
});

test("a segment is read from its glove, from the first one where nobody said whose it is", () => {
  const capture = { ...captureOf(), gaps: {}, clips: {} };
  const of = withStreams([first, segment("d", "Jab", 5, null)], capture, 0);
  expect(of.map(({ stream }) => stream)).toEqual([capture.streams[0], capture.streams[0]]);
  expect(withStreams([first], capture, 99)).toEqual([]);
});
