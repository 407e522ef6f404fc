import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureSegments } from "../measure.ts";
import { checkDescriptor, EnginePipeline } from "../pipeline.ts";
import { engineHere } from "../testing/engineHere.ts";
import { burstyRows, NORMS, pipelineSpec } from "../testing/specs.ts";
import { describedSegmenter, takingAsOne } from "./readSegmenter.ts";
import { segmentingOnly, writeDescriptor } from "./writeDescriptor.ts";

const FACTORS = new Set(["downsample_average", "downsample_decimate"]);

test("the segmenter of any pipeline is found, and where the peak of its segments lies", () => {
  fc.assert(
    fc.property(pipelineSpec, (spec) => {
      const factor = spec.sensorStages.reduce(
        (product, { kind, setting }) => product * (FACTORS.has(kind) ? setting : 1),
        1,
      );
      const { segmenter } = spec;
      const lead = segmenter.kind === "punch" ? segmenter.lead * factor : null;
      expect(describedSegmenter(writeDescriptor(spec))).toEqual({ kind: segmenter.kind, lead });
    }),
  );
});

describe.skipIf(!engineHere)("a pipeline that takes what it is given as one segment", () => {
  test("is one that the engine takes, of the same shape", () => {
    fc.assert(
      fc.property(pipelineSpec, fc.integer({ min: 10, max: 300 }), (spec, frames) => {
        const descriptor = writeDescriptor(spec);
        const { arenaBytes: _, ...shape } = checkDescriptor(descriptor);
        expect(checkDescriptor(takingAsOne(descriptor, frames))).toMatchObject(shape);
      }),
    );
  });

  test("computes the features that the segment has in its stream", async () => {
    const rows = burstyRows(600, 6, 4);
    const means = writeDescriptor({
      ...segmentingOnly(6, NORMS, { kind: "windowing", window: 50, step: 50 }),
      features: [6, 7].map((column) => ({ name: "mean" as const, columns: [column], lowest: 0, highest: 32_767 })),
    });
    const segment = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 10, max: 100 }));
    await fc.assert(
      fc.asyncProperty(segment, async ([beginIndex, frames]) => {
        const [measured] = await measureSegments(means, rows, [{ beginIndex, endIndex: beginIndex + frames }]);
        const whole = new EnginePipeline(takingAsOne(means, frames));
        const [event] = whole.push(rows.subarray(beginIndex * 6, (beginIndex + frames) * 6));
        expect({ features: event!.features, scaled: event!.scaled }).toEqual(measured);
      }),
      { numRuns: 50 },
    );
  });
});
