import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LIVE_SLICE_AT, readLiveTimes } from "#contract/liveFrame.ts";
import { decodeSlice } from "#contract/slice.ts";
import { hostNowUs } from "../sources/source.ts";
import { LiveView } from "./liveView.ts";
import { FORMAT, rows } from "./testing/rig.ts";

let view: LiveView;
beforeEach(() => {
  vi.useFakeTimers();
  view = new LiveView();
});
afterEach(() => {
  view.close();
  vi.useRealTimers();
});

function block(firstIndex: number, count = 2) {
  const at = { hostTimeUs: hostNowUs(), measuredUs: hostNowUs(), deviceTimeUs: null };
  return { stream: 0, firstIndex, rows: rows(firstIndex, count), count, gaps: [], ...at };
}

describe("The live picture", () => {
  it("brings every row of a device in order, with holes as holes, and says how old the newest is", async () => {
    const frames: ArrayBuffer[] = [];
    view.onFrame((frame) => frames.push(frame));
    view.add(7, FORMAT, block(0));
    view.add(7, FORMAT, block(2));
    view.add(7, FORMAT, block(10));
    await vi.advanceTimersByTimeAsync(34);
    expect(frames).toHaveLength(1);
    const slice = decodeSlice(frames[0]!, LIVE_SLICE_AT);
    expect(slice).toMatchObject({
      key: 7,
      width: 2,
      runs: [
        { firstIndex: 0, rows: 4 },
        { firstIndex: 10, rows: 2 },
      ],
    });
    expect([...slice.values]).toEqual([...rows(0, 4), ...rows(10, 2)]);
    expect(readLiveTimes(frames[0]!).lagMs).toBe(34);
  });

  it("sends at most 30 frames a second for one device and 60 for all, and forgets none of them", async () => {
    const perDevice = new Map<number, number>();
    let seen = 0;
    view.onFrame((frame) => {
      const { key, runs } = decodeSlice(frame, LIVE_SLICE_AT);
      perDevice.set(key, (perDevice.get(key) ?? 0) + 1);
      seen += runs.reduce((sum, run) => sum + run.rows, 0);
    });
    for (let ms = 0; ms < 1_000; ms++) {
      for (const key of [1, 2, 3, 4]) view.add(key, FORMAT, block(ms, 1));
      await vi.advanceTimersByTimeAsync(1);
    }
    expect([...perDevice.values()].reduce((sum, frames) => sum + frames)).toBeLessThanOrEqual(60);
    expect(Math.max(...perDevice.values())).toBeLessThanOrEqual(30);
    expect(Math.min(...perDevice.values())).toBeGreaterThan(12);
    await vi.advanceTimersByTimeAsync(200);
    expect(seen).toBe(4_000);
  });

  it("costs nothing when nobody looks, and bounded memory when a device floods it", async () => {
    view.add(1, FORMAT, block(0));
    const frames: ArrayBuffer[] = [];
    view.onFrame((frame) => frames.push(frame));
    await vi.advanceTimersByTimeAsync(100);
    expect(frames).toEqual([]);
    for (let i = 0; i < 2_000; i++) view.add(1, FORMAT, block(i * 10, 10));
    await vi.advanceTimersByTimeAsync(34);
    const { runs } = decodeSlice(frames[0]!, LIVE_SLICE_AT);
    expect(runs).toEqual([{ firstIndex: 20_000 - 8_190, rows: 8_190 }]);
  });
});
