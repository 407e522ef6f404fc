import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { engineBinding } from "../binding.ts";
import { checkDescriptor, EnginePipeline } from "../pipeline.ts";
import { engineHere } from "../testing/engineHere.ts";
import { burstyRows, NORMS, pipelineSpec } from "../testing/specs.ts";
import { FEATURES } from "./featureList.ts";
import { SEGMENTER_KINDS } from "./segmenter.ts";
import { segmentingOnly, withHeader, writeDescriptor } from "./writeDescriptor.ts";

const HEADER_BYTES = 16;

/** The engine's name for what is wrong, or "ok". */
function verdict(bytes: Uint8Array): string | number | undefined {
  try {
    checkDescriptor(bytes);
    return "ok";
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "engine.refused") throw error;
    return error.problem.detail.status;
  }
}

describe.skipIf(!engineHere)("descriptors that the studio writes", () => {
  test("name the engine's segmenters and features by the engine's own numbers", () => {
    const { segmenters, features } = engineBinding().catalog();
    expect(SEGMENTER_KINDS).toEqual(segmenters);
    expect(FEATURES).toEqual(features.map(({ name, columns, parameters }) => [name, columns, ...parameters]));
  });

  test("are accepted, whatever valid pipeline they hold, with the shape that was asked for", () => {
    fc.assert(
      fc.property(pipelineSpec, (spec) => {
        const { inputColumns, features, outputs } = checkDescriptor(writeDescriptor(spec));
        const wanted = spec.classifier.kind === "none" ? 0 : spec.classifier.classNumbers.length;
        expect([inputColumns, features, outputs]).toEqual([6, spec.features.length, wanted]);
      }),
      { numRuns: 300 },
    );
  });

  test("are refused when cut short anywhere", () => {
    fc.assert(
      fc.property(pipelineSpec, fc.double({ min: 0, max: 1, noNaN: true }), (spec, share) => {
        const bytes = writeDescriptor(spec);
        const cut = bytes.subarray(0, Math.floor(share * (bytes.length - 1)));
        expect(verdict(cut)).toBe("truncated");
        // Cut in the body with an honest header: something is missing at its end.
        const body = bytes.subarray(HEADER_BYTES, HEADER_BYTES + Math.max(0, cut.length - HEADER_BYTES));
        expect(verdict(withHeader(body))).not.toBe("ok");
      }),
      { numRuns: 300 },
    );
  });

  test("are refused when one bit changed", () => {
    fc.assert(
      fc.property(pipelineSpec, fc.nat(), (spec, place) => {
        const bytes = writeDescriptor(spec);
        const bit = place % (bytes.length * 8);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        expect(["bad_magic", "bad_version", "truncated", "trailing_bytes", "bad_checksum"]).toContain(verdict(bytes));
      }),
      { numRuns: 300 },
    );
  });

  test("with changed bits and a right checksum are refused by name, or run harmlessly", () => {
    const rows = burstyRows(600, 16, 7);
    fc.assert(
      fc.property(pipelineSpec, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (spec, places) => {
        const body = writeDescriptor(spec).slice(HEADER_BYTES);
        for (const place of places) body[(place >> 3) % body.length]! ^= 1 << (place & 7);
        const bytes = withHeader(body);
        const found = verdict(bytes);
        expect(found).toMatch(/^(ok|truncated|trailing_bytes|too_large|bad_[a-z_]+)$/);
        if (found !== "ok") return;
        const pipeline = new EnginePipeline(bytes);
        const whole = rows.length - (rows.length % pipeline.shape.inputColumns);
        for (const { beginIndex, endIndex } of pipeline.push(rows.subarray(0, whole))) {
          expect(endIndex).toBeGreaterThan(beginIndex);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("say by name what is wrong with them", () => {
    const spec = segmentingOnly(6, NORMS, { kind: "windowing", window: 20, step: 20 });
    const bytes = writeDescriptor(spec);
    expect(verdict(bytes)).toBe("ok");
    expect(verdict(new Uint8Array(0))).toBe("truncated");
    expect(verdict(new Uint8Array(40))).toBe("bad_magic");
    expect(verdict(Uint8Array.of(...bytes.subarray(0, 4), 2, ...bytes.subarray(5)))).toBe("bad_version");
    expect(verdict(Uint8Array.of(...bytes, 0))).toBe("trailing_bytes");
    expect(verdict(writeDescriptor({ ...spec, segmenter: { kind: "windowing", window: 20, step: 21 } }))).toBe(
      "bad_segmenter",
    );
    const feature = { name: "mean", columns: [0], lowest: 0, highest: 1 } as const;
    const withFeature = (changed: object) => writeDescriptor({ ...spec, features: [{ ...feature, ...changed }] });
    expect(verdict(withFeature({}))).toBe("ok");
    expect(verdict(withFeature({ columns: [8] }))).toBe("bad_column");
    expect(verdict(withFeature({ columns: [0, 1] }))).toBe("bad_feature");
    expect(verdict(withFeature({ lowest: Number.NaN }))).toBe("bad_scaling");
    expect(verdict(writeDescriptor({ ...spec, inputColumns: 17 }))).toBe("bad_column");
  });

  test("a number that no field can hold is refused before it is written", () => {
    const windowing = (window: number) => segmentingOnly(6, [], { kind: "windowing", window, step: 1 });
    expect(() => writeDescriptor(windowing(65_536))).toThrow(RangeError);
    expect(() => writeDescriptor(windowing(1.5))).toThrow(RangeError);
    expect(() => writeDescriptor(windowing(Number.NaN))).toThrow(RangeError);
  });
});
