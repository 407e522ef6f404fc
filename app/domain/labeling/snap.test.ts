import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SNAP_KINDS, type SnapTargets, sampleTimes, snap, sortedTimes } from "./snap.ts";

/** 8 px and 3 px at 10 us a pixel. */
const [REACH, APART] = [80, 30];
const snapped = (timeUs: number, targets: SnapTargets) => snap(timeUs, targets, REACH, APART);

describe("an edge", () => {
  it("snaps to the nearest of the most wanted kind within reach", () => {
    const targets = { edge: sortedTimes([1000, 1150]), playhead: () => [1070] };
    expect(snapped(1060, targets)).toEqual({ kind: "edge", timeUs: 1000 });
    expect(snapped(1081, targets)).toEqual({ kind: "edge", timeUs: 1150 });
    expect(snapped(900, targets)).toBeNull();
  });

  it("snaps to neither of two that cannot be told apart", () => {
    expect(snapped(1000, { edge: sortedTimes([1000, 1029]) })).toBeNull();
    expect(snapped(1000, { edge: sortedTimes([1000, 1030]) })?.timeUs).toBe(1000);
    expect(snapped(1000, { edge: sortedTimes([1000]), playhead: () => [1010] })).toBeNull();
  });

  it("takes two things at the same time for one", () => {
    expect(snapped(1000, { edge: sortedTimes([1000, 1000]), proposal: () => [1000] })?.kind).toBe("edge");
  });

  it("falls back to a frame, then to a sample, where these are far enough apart to be meant", () => {
    const frame = sortedTimes([980, 1020, 1060]);
    const sample = sampleTimes({ startUs: 5, rateHz: 20_000 }, 1000);
    expect(snapped(1011, { frame, sample })).toEqual({ kind: "frame", timeUs: 1020 });
    expect(snapped(1011, { frame: sortedTimes([1000, 1010, 1020]), sample })).toEqual({ kind: "sample", timeUs: 1005 });
    expect(snapped(1011, { sample: sampleTimes({ startUs: 5, rateHz: 1e6 }, 2000) })).toBeNull();
  });

  it("does not snap to samples that were never taken", () => {
    const sample = sampleTimes({ startUs: 0, rateHz: 10_000 }, 3);
    expect(snapped(-40, { sample })).toEqual({ kind: "sample", timeUs: 0 });
    expect(snapped(290, { sample })).toBeNull();
  });
});

it("what anything snaps to is an integer time of a target, within reach, and alone there", () => {
  const times = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 12 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(SNAP_KINDS.map((kind) => [kind, times]))),
      fc.double({ min: 0, max: 2000, noNaN: true }),
      (all, timeUs) => {
        const targets = Object.fromEntries(Object.entries(all).map(([kind, each]) => [kind, sortedTimes(each)]));
        const found = snapped(timeUs, targets);
        if (found === null) return;
        expect(all[found.kind]).toContain(found.timeUs);
        expect(Math.abs(found.timeUs - timeUs)).toBeLessThanOrEqual(REACH);
        for (const other of all[found.kind]!) {
          if (other !== found.timeUs) expect(Math.abs(other - found.timeUs)).toBeGreaterThanOrEqual(APART);
        }
      },
    ),
  );
});
