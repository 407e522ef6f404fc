import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Alignment,
  anchorUs,
  type Compared,
  extentOf,
  lineOf,
  lineValueAt,
  magnitudeOf,
  spreadOf,
} from "./aligned.ts";

/** 100 Hz from 1 s on; the segment begins with its second sample and ends with the last but one. */
function segment(x: number[], more: Partial<Compared> = {}): Compared {
  return {
    id: "a",
    startUs: 1_010_000,
    endUs: 1_000_000 + (x.length - 2) * 10_000,
    peakUs: null,
    whole: false,
    clock: { startUs: 0, rateHz: 100 },
    firstIndex: 100,
    sensors: [{ group, channels: [Float32Array.from(x), new Float32Array(x.length)] }],
    ...more,
  };
}

const group = { kind: "acceleration", unit: "g", columns: [0, 1], channels: [] } as const;
const line = (of: Compared, alignment: Alignment) => lineOf(of, of.sensors[0]!, 0, anchorUs(of, alignment));

test("segments are aligned at their start, at their strongest sample or where they leave rest", () => {
  const punch = segment([9, 0, 0, 1, 3, 10, 4, 0, 99]);
  expect(anchorUs(punch, "start")).toBe(1_010_000);
  expect(anchorUs(punch, "peak")).toBe(1_050_000);
  expect(anchorUs(punch, "onset")).toBe(1_040_000);
  expect(anchorUs({ ...punch, peakUs: 1_020_000 }, "peak")).toBe(1_020_000);
});

test("a capture is aligned at its first real peak and where that swing leaves rest, not at a later stronger one", () => {
  const quiet = [1, 1, 1, 1, 1, 1];
  const capture = segment([...quiet, 2, 5, 8, 3, ...quiet, 4, 10, 2, ...quiet, 1], { whole: true });
  expect(anchorUs(capture, "peak")).toBe(1_080_000);
  expect(anchorUs(capture, "onset")).toBe(1_070_000);
});

test("the accelerometer says where the peak is, whatever the glove sends first", () => {
  const punch = segment([0, 1, 0, 9, 0, 0, 0]);
  const spin = { group: { ...group, kind: "rotation" as const }, channels: [Float32Array.of(0, 0, 300, 0, 0, 0, 0)] };
  expect(anchorUs({ ...punch, sensors: [spin, ...punch.sensors] }, "peak")).toBe(1_030_000);
});

test("a segment whose samples were all lost stands at its start and draws nothing", () => {
  const lost = segment([Number.NaN, Number.NaN, Number.NaN]);
  expect(anchorUs(lost, "onset")).toBe(lost.startUs);
  expect(extentOf([line(lost, "peak")])).toBeNull();
});

test("lines keep every raw sample, at its own time from the anchor", () => {
  const { timesUs, values } = line(segment([1, 2, 3, 4]), "start");
  expect([...timesUs]).toEqual([-10_000, 0, 10_000, 20_000]);
  expect([...values]).toEqual([1, 2, 3, 4]);
  expect([...magnitudeOf({ channels: [Float32Array.of(3), Float32Array.of(4)] })]).toEqual([5]);
});

test("between samples a line is straight, outside and in a gap it has no value", () => {
  const one = line(segment([0, 10, Number.NaN, 4]), "start");
  expect(lineValueAt(one, -5_000)).toBeCloseTo(5);
  expect(lineValueAt(one, 0)).toBe(10);
  expect(lineValueAt(one, 20_000)).toBe(4);
  expect(lineValueAt(one, 5_000)).toBeNaN();
  expect(lineValueAt(one, 20_001)).toBeNaN();
});

test("equal lines have no spread; two apart have their middle", () => {
  const [one, other] = [line(segment([0, 0, 0, 0]), "start"), line(segment([4, 4, 4, 4]), "start")];
  expect([...spreadOf([one, one], -10_000, 20_000, 4).deviation]).toEqual([0, 0, 0, 0]);
  const { mean, deviation } = spreadOf([one, other], -10_000, 20_000, 4);
  expect([...mean]).toEqual([2, 2, 2, 2]);
  expect(deviation[0]).toBeCloseTo(Math.sqrt(8));
  expect(spreadOf([one], -10_000, 20_000, 4).mean[0]).toBeNaN();
});

test("the mean is never outside of the lines, and every sample is inside the extent", () => {
  const samples = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(samples, { minLength: 2, maxLength: 12 }), (all) => {
      const lines = all.map((values) => line(segment(values), "peak"));
      const { fromUs, toUs, low, high } = extentOf(lines)!;
      for (const { values } of lines) for (const value of values) expect(value >= low && value <= high).toBe(true);
      for (const value of spreadOf(lines, fromUs, toUs, 25).mean) {
        if (!Number.isNaN(value)) expect(value >= low - 1e-9 && value <= high + 1e-9).toBe(true);
      }
    }),
  );
});
