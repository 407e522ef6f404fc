import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentingOnly, writeDescriptor } from "./descriptor/writeDescriptor.ts";
import { measureSegments } from "./measure.ts";
import { EnginePipeline } from "./pipeline.ts";
import { engineHere } from "./testing/engineHere.ts";
import { burstyRows, NORMS, pipelineSpec } from "./testing/specs.ts";

const windows = segmentingOnly(6, NORMS, { kind: "windowing", window: 50, step: 50 });
const means = writeDescriptor({
  ...windows,
  features: [
    { name: "mean", columns: [0], lowest: -1000, highest: 1000 },
    { name: "maximum", columns: [7], lowest: 0, highest: 32_767 },
  ],
});

describe.skipIf(!engineHere)("features of segments that somebody else cut", () => {
  test("are those that the pipeline itself computes for the segments that it cuts", async () => {
    const rows = burstyRows(1500, 6, 3);
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(pipelineSpec, async (spec) => {
        const descriptor = writeDescriptor(spec);
        const events = new EnginePipeline(descriptor).push(rows);
        const measured = await measureSegments(descriptor, rows, events);
        compared += events.length;
        events.forEach(({ dropped, features, scaled }, i) => {
          expect(measured[i]).toEqual(dropped ? null : { features, scaled });
        });
      }),
      { numRuns: 80 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test("are null where there is nothing to measure", async () => {
    const rows = burstyRows(100, 6, 1);
    const [good, empty, outside, backwards] = await measureSegments(means, rows, [
      { beginIndex: 10, endIndex: 20 },
      { beginIndex: 10, endIndex: 10 },
      { beginIndex: 90, endIndex: 101 },
      { beginIndex: 20, endIndex: 10 },
    ]);
    expect(good?.features).toHaveLength(2);
    expect([empty, outside, backwards]).toEqual([null, null, null]);
    expect(await measureSegments(means, rows, [])).toEqual([]);
  });

  test("a descriptor that the engine does not take is refused by name", async () => {
    const broken = measureSegments(means.subarray(0, 30), new Int16Array(60), []);
    await expect(broken).rejects.toMatchObject({
      problem: { code: "engine.refused", detail: { status: "truncated" } },
    });
  });
});
