import { describe, expect, it } from "vitest";
import { residualsUs, UNSYNCED, type VideoSync } from "#domain/sync/video.ts";
import { nudged, withAnchor, withoutAnchor } from "./syncEdits.ts";

const FRAME_US = 40_000;
const at = (videoUs: number, captureUs: number) => ({ videoUs, captureUs });

describe("an anchor that a person sets", () => {
  it("moves the video, and a second one tells its rate", () => {
    const one = withAnchor(UNSYNCED, at(1_000_000, 1_500_000), FRAME_US);
    expect(one).toMatchObject({ method: "anchors", line: { offsetUs: 500_000, rate: 1 } });
    const two = withAnchor(one, at(101_000_000, 101_510_000), FRAME_US);
    expect(two.line.rate).toBeCloseTo(1.0001, 9);
    expect(residualsUs(two).every((us) => Math.abs(us) < 1)).toBe(true);
  });

  it("takes the place of the one on the same frame", () => {
    const first = withAnchor(UNSYNCED, at(1_000_000, 1_500_000), FRAME_US);
    const again = withAnchor(first, at(1_000_000, 1_700_000), FRAME_US);
    expect(again.anchors).toEqual([at(1_000_000, 1_700_000)]);
    expect(withAnchor(first, at(1_000_000 + FRAME_US, 1_500_000 + FRAME_US), FRAME_US).anchors).toHaveLength(2);
  });

  it("replaces what the search found, and keeps the rate that it found", () => {
    const found: VideoSync = {
      method: "impacts",
      line: { offsetUs: 7, rate: 1.0002 },
      anchors: [at(0, 7), at(1e8, 100_020_007)],
    };
    const set = withAnchor(found, at(2_000_000, 3_000_000), FRAME_US);
    expect(set.anchors).toHaveLength(1);
    expect(set.line.rate).toBe(1.0002);
  });

  it("can be taken away; without the last one both begin together again", () => {
    const two = withAnchor(withAnchor(UNSYNCED, at(0, 10), FRAME_US), at(1e8, 1e8 + 5000), FRAME_US);
    const one = withoutAnchor(two, 0);
    expect(one.anchors).toEqual([at(1e8, 1e8 + 5000)]);
    expect(one.line.rate).toBe(two.line.rate);
    expect(withoutAnchor(one, 0)).toEqual(UNSYNCED);
  });
});

describe("a nudge", () => {
  it("moves the video and its anchors, so that no residual changes", () => {
    const set = withAnchor(withAnchor(UNSYNCED, at(0, 0), FRAME_US), at(1e8, 1e8 + 9000), FRAME_US);
    const moved = nudged(set, FRAME_US);
    expect(moved.line.offsetUs - set.line.offsetUs).toBe(FRAME_US);
    for (const [index, us] of residualsUs(moved).entries()) expect(us).toBeCloseTo(residualsUs(set)[index]!, 3);
  });
});
