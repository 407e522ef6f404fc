import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitLine, residualUs } from "./fitLine.ts";
import { type Anchor, driftPpm, type SyncLine, videoToCaptureUs } from "./video.ts";

/** Anchors on a line, each moved by what `offUs` says. */
function anchorsOn(line: SyncLine, videoUs: readonly number[], offUs: readonly number[] = []): Anchor[] {
  return videoUs.map((at, index) => ({ videoUs: at, captureUs: videoToCaptureUs(line, at) + (offUs[index] ?? 0) }));
}

const anyLine = fc.record({
  offsetUs: fc.integer({ min: -6e10, max: 6e10 }),
  rate: fc.double({ min: 0.999, max: 1.001, noNaN: true }),
});
/** Instants in an hour of video, at least a second apart. */
const anyInstants = (least: number) =>
  fc.uniqueArray(fc.nat({ max: 3_600 }), { minLength: least, maxLength: 20 }).map((all) => all.map((s) => s * 1e6));

describe("The line through anchors", () => {
  it("is moved by one anchor and keeps its rate", () => {
    expect(fitLine([{ videoUs: 2e6, captureUs: 5e6 }])).toEqual({ offsetUs: 3e6, rate: 1 });
    const kept = fitLine([{ videoUs: 2e6, captureUs: 5e6 }], 1.0001);
    expect(kept.rate).toBe(1.0001);
    expect(videoToCaptureUs(kept, 2e6)).toBeCloseTo(5e6, 3);
  });

  it("goes through two anchors, and tells offset and drift", () => {
    const line = fitLine([
      { videoUs: 0, captureUs: 1e6 },
      { videoUs: 60e6, captureUs: 61_006_000 },
    ]);
    expect(line.offsetUs).toBeCloseTo(1e6, 3);
    expect(driftPpm(line)).toBeCloseTo(100, 3);
  });

  it("is found again from any anchors on it", () => {
    fc.assert(
      fc.property(anyLine, anyInstants(2), (line, instants) => {
        const found = fitLine(anchorsOn(line, instants));
        for (const at of instants) expect(videoToCaptureUs(found, at)).toBeCloseTo(videoToCaptureUs(line, at), 0);
      }),
    );
  });

  it("lies nearer to all anchors than any other line, where none of them is far off", () => {
    const off = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(anyLine, anyInstants(3), off, (line, instants, offUs) => {
        const anchors = anchorsOn(line, instants, offUs);
        const squares = (of: SyncLine) => anchors.reduce((sum, anchor) => sum + residualUs(of, anchor) ** 2, 0);
        expect(squares(fitLine(anchors))).toBeLessThanOrEqual(squares(line) * (1 + 1e-6) + 1);
      }),
    );
  });

  it("is not bent by one anchor of four or more that is wrong, however wrong", () => {
    const wrongUs = fc.oneof(fc.integer({ min: 1e6, max: 3e7 }), fc.integer({ min: -3e7, max: -1e6 }));
    fc.assert(
      fc.property(anyLine, anyInstants(4), fc.nat(), wrongUs, (line, instants, which, off) => {
        // Four spread over the recording, the wrong one among them.
        const spread = instants.map((_, index) => index * 120e6);
        const anchors = anchorsOn(line, spread).map((anchor, index) =>
          index === which % spread.length ? { ...anchor, captureUs: anchor.captureUs + off } : anchor,
        );
        const found = fitLine(anchors);
        for (const at of spread) expect(videoToCaptureUs(found, at)).toBeCloseTo(videoToCaptureUs(line, at), 0);
      }),
    );
  });

  it("is found from many anchors of which a third are wrong", () => {
    const line = { offsetUs: 12_345_678, rate: 1.0003 };
    const instants = Array.from({ length: 300 }, (_, index) => index * 2e6);
    const offUs = instants.map((_, index) =>
      index % 3 === 0 ? ((index * 7919) % 40) * 1e6 - 20e6 : ((index * 31) % 21) * 1e3 - 10e3,
    );
    const found = fitLine(anchorsOn(line, instants, offUs));
    for (const at of [0, 300e6, 600e6]) {
      expect(Math.abs(videoToCaptureUs(found, at) - videoToCaptureUs(line, at))).toBeLessThan(3_000);
    }
  });

  it("is refused where anchors cannot tell it", () => {
    const at = { videoUs: 5e6, captureUs: 5e6 };
    expect(() => fitLine([at, { ...at, captureUs: 6e6 }])).toThrow("sync.oneInstant");
    expect(() => fitLine(Array.from({ length: 9 }, (_, index) => ({ ...at, captureUs: index })))).toThrow(
      "sync.oneInstant",
    );
    expect(() => fitLine([at, { videoUs: 6e6, captureUs: 8.5e6 }])).toThrow('sync.rate {"rate":3.5}');
    expect(() => fitLine([at, { videoUs: 6e6, captureUs: 4e6 }])).toThrow("sync.rate");
    expect(() => fitLine([])).toThrow(RangeError);
  });
});
