import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { segmentingOnly, writeDescriptor } from "./descriptor/writeDescriptor.ts";
import { EnginePipeline } from "./pipeline.ts";
import { engineHere } from "./testing/engineHere.ts";
import { burstyRows, NORMS, pipelineSpec } from "./testing/specs.ts";

const windows = (window: number) =>
  writeDescriptor(segmentingOnly(6, NORMS, { kind: "windowing", window, step: window }));

describe.skipIf(!engineHere)("a pipeline in the studio", () => {
  test("decides the same however the frames are grouped, now or off the thread, and after a reset", async () => {
    const rows = burstyRows(1500, 6, 3);
    await fc.assert(
      fc.asyncProperty(pipelineSpec, async (spec) => {
        const pipeline = new EnginePipeline(writeDescriptor(spec));
        const whole = [...pipeline.push(rows), ...pipeline.flush()];
        for (const chunk of [1, 7, 64]) {
          pipeline.reset();
          const events = [];
          for (let at = 0; at < rows.length; at += chunk * 6) {
            events.push(...pipeline.push(rows.subarray(at, at + chunk * 6)));
          }
          expect([...events, ...pipeline.flush()]).toEqual(whole);
        }
        expect(await pipeline.run(rows)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  test("cuts windows as half-open sample indexes, and says when it knew", async () => {
    const events = await new EnginePipeline(windows(100)).run(burstyRows(250, 6, 1));
    expect(events.map(({ beginIndex, endIndex, decidedIndex }) => [beginIndex, endIndex, decidedIndex])).toEqual([
      [0, 100, 99],
      [100, 200, 199],
    ]);
    expect(events[0]).toMatchObject({ classNumber: 0, score: null, dropped: false });
  });

  test("reads rows in place, also in the middle of a larger buffer", () => {
    const all = burstyRows(400, 6, 9);
    const spec = segmentingOnly(6, NORMS, { kind: "windowing", window: 50, step: 50 });
    const descriptor = writeDescriptor({
      ...spec,
      features: [{ name: "mean", columns: [2], lowest: -100, highest: 100 }],
    });
    const pipeline = new EnginePipeline(descriptor);
    const [event] = pipeline.push(all.subarray(60 * 6, 110 * 6));
    let sum = 0;
    for (let i = 60; i < 110; i++) sum += all[i * 6 + 2]!;
    expect(event!.features[0]).toBe(Math.fround(sum / 50));
  });

  test("runs beside another one, and neither disturbs the other", async () => {
    const rows = burstyRows(300_000, 6, 5);
    const [short, long] = [new EnginePipeline(windows(50)), new EnginePipeline(windows(70))];
    const alone = [await short.run(rows), await long.run(rows)];
    expect(await Promise.all([short.run(rows), long.run(rows)])).toEqual(alone);
    expect(alone.map((events) => events.length)).toEqual([6000, 4285]);
  });

  test("takes nothing else while it runs", async () => {
    const rows = burstyRows(60_000, 6, 5);
    const pipeline = new EnginePipeline(windows(50));
    const running = pipeline.run(rows);
    expect(() => pipeline.push(rows)).toThrow(/at work/);
    expect(() => pipeline.reset()).toThrow(/at work/);
    await expect(pipeline.run(rows)).rejects.toThrow(/at work/);
    expect(await running).toHaveLength(1200);
  });

  test("tells its progress, and stops soon when cancelled; then it can run again", async () => {
    const rows = burstyRows(400_000, 6, 2);
    const pipeline = new EnginePipeline(windows(100));
    const shares: number[] = [];
    const stop = new AbortController();
    const cancelled = pipeline.run(rows, {
      signal: stop.signal,
      onProgress: (share) => {
        shares.push(share);
        if (share > 0.3) stop.abort();
      },
    });
    await expect(cancelled).rejects.toThrow(ProblemError);
    await expect(cancelled).rejects.toMatchObject({ problem: { code: "engine.cancelled" } });
    expect(shares.length).toBeLessThan(4);
    shares.length = 0;
    expect(await pipeline.run(rows, { onProgress: (share) => shares.push(share) })).toHaveLength(4000);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test("refuses half a frame", async () => {
    const pipeline = new EnginePipeline(windows(100));
    expect(() => pipeline.push(new Int16Array(7))).toThrow(RangeError);
    await expect(pipeline.run(new Int16Array(7))).rejects.toThrow(RangeError);
    expect(await pipeline.run(new Int16Array(0))).toEqual([]);
  });
});
