import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { pyramidLevels } from "#domain/pyramid.ts";
import { bandOf, pathOf } from "./picture.ts";

const channel = (axis: "x" | "y", kind: "acceleration" | "rotation") => ({
  name: axis,
  kind,
  axis,
  unit: "g",
  scale: 1,
  range: 16,
});
const format: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: 119,
  channels: [channel("x", "acceleration"), channel("y", "rotation")],
};

function stream(endIndex: number): CaptureStream {
  return { id: 7, endIndex, pyramidLevels: pyramidLevels(endIndex), format } as CaptureStream;
}

describe("the picture of a capture", () => {
  it("reads a short capture raw and a long one from its pyramid", () => {
    expect(pathOf("c", stream(400))).toContain("samples?from=0&to=400");
    expect(pathOf("c", stream(100_000))).toContain("pyramid/");
  });

  it("never asks for more than a few thousand steps, and never for fewer than it has pixels, whatever the length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 1e9 }), (rows) => {
        const bins = Number(/to=(\d+)/.exec(pathOf("c", stream(rows)))![1]);
        expect(bins).toBeGreaterThanOrEqual(360);
        expect(bins).toBeLessThan(4 * 360 + 4 * 64 + 3000);
      }),
    );
  });

  it("joins raw samples to the ones before them, but not across a gap", () => {
    const band = bandOf(format, {
      key: 7,
      sampleType: "int16",
      width: 2,
      runs: [
        { firstIndex: 0, rows: 2 },
        { firstIndex: 9, rows: 2 },
      ],
      values: Int16Array.of(1, 0, 5, 0, 100, 0, 90, 0),
    });
    expect(band.axes).toEqual(["x"]);
    const spans = [0, 1, 2, 3].map((step) => [band.low(step, 0), band.high(step, 0)]);
    expect(spans).toEqual([
      [1, 1],
      [1, 5],
      [100, 100],
      [90, 100],
    ]);
  });

  it("takes bins as they are", () => {
    const values = Int16Array.of(-3, 4, 0, 0, 32767, -32768, 0, 0);
    const band = bandOf(format, { key: 7, sampleType: "int16", width: 4, runs: [{ firstIndex: 0, rows: 2 }], values });
    expect([band.low(0, 0), band.high(0, 0)]).toEqual([-3, 4]);
    expect(band.low(1, 0)).toBeGreaterThan(band.high(1, 0));
  });
});
