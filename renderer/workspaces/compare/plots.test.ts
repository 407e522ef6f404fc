import { expect, test } from "vitest";
import type { Channel } from "#domain/channels.ts";
import type { Compared } from "../../timeline/compare/aligned.ts";
import { plotsOf, timesOf } from "./plots.ts";

const channel = (axis: "x" | "y"): Channel => ({
  name: axis,
  kind: "acceleration",
  axis,
  unit: "g",
  scale: 1,
  range: 16,
});

function compared(id: string, axes: readonly ("x" | "y")[], startUs: number): Compared {
  const group = {
    kind: "acceleration",
    unit: "g",
    columns: axes.map((_, i) => i),
    channels: axes.map(channel),
  } as const;
  const channels = axes.map(() => Float32Array.of(0, 3, 0));
  const clock = { startUs, rateHz: 100 };
  return {
    id,
    startUs,
    endUs: startUs + 20_000,
    peakUs: null,
    whole: false,
    clock,
    firstIndex: 0,
    sensors: [{ group, channels }],
  };
}

const both = [compared("a", ["x", "y"], 0), compared("b", ["x"], 5e6)];

test("one row a sensor: its magnitude and each channel that some glove has, aligned at the peak", () => {
  const [sensor] = plotsOf(both, "peak", new Set(), (id) => `colour of ${id}`);
  expect(sensor).toMatchObject({ name: "Accelerometer", unit: "g" });
  expect(sensor!.plots.map(({ name, lines }) => [name, lines.map(({ id }) => id).join("")])).toEqual([
    ["Magnitude", "ab"],
    ["X", "ab"],
    ["Y", "a"],
  ]);
  expect(sensor!.plots[1]!.lines[1]).toMatchObject({
    colour: "colour of b",
    timesUs: Float64Array.of(-10_000, 0, 10_000),
  });
  expect(timesOf([sensor!])).toEqual({ fromUs: -10_000, toUs: 10_000 });
});

test("a hidden plot is still named, so that it can be shown again, and has no lines", () => {
  const [sensor] = plotsOf(both, "peak", new Set(["acceleration g/X"]), () => "");
  expect(sensor!.plots.map(({ lines }) => lines.length)).toEqual([2, 0, 1]);
  expect(timesOf(plotsOf([], "peak", new Set(), () => ""))).toBeNull();
});
