import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import type { Channel, SampleArray, StreamFormat } from "#domain/channels.ts";
import { ProblemError } from "#domain/problems.ts";
import { completeSettings, SEGMENTER_NAMES, SEGMENTERS, type SegmenterSetting, SIGNALS } from "#domain/segmenters.ts";
import { segmentingOnly, writeDescriptor } from "../engine/descriptor/writeDescriptor.ts";
import { checkDescriptor } from "../engine/pipeline.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import { motionColumns } from "./motionColumns.ts";
import { findInAll, findProposals } from "./proposals.ts";
import { segmenterSpec } from "./segmenterSpec.ts";
import { readMotion } from "./streamMotion.ts";

const RATE_HZ = 100;
const AXES = ["x", "y", "z"] as const;

const channel = (kind: "acceleration" | "rotation", axis: "x" | "y" | "z", more: Partial<Channel> = {}): Channel => ({
  name: `${kind}${axis}`,
  kind,
  axis,
  unit: kind === "acceleration" ? "g" : "dps",
  scale: kind === "acceleration" ? 0.001 : 0.1,
  range: kind === "acceleration" ? 16 : 2000,
  ...more,
});
const SIX: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: RATE_HZ,
  channels: [...AXES.map((axis) => channel("acceleration", axis)), ...AXES.map((axis) => channel("rotation", axis))],
};

/** 1 g at rest, and a hill of 1000 dps and 6 g, 100 ms wide, at each of the given seconds. */
function rowsWithPunches(durationS: number, ...punchesS: number[]): Int16Array {
  return Int16Array.from({ length: durationS * RATE_HZ * 6 }, (_, i) => {
    const timeS = Math.floor(i / 6) / RATE_HZ;
    const height = Math.max(0, ...punchesS.map((punchS) => 1 - Math.abs(timeS - punchS) / 0.1));
    return [0, 0, 1000 + 5000 * height, 0, 10_000 * height, 0][i % 6]!;
  });
}

function streamOf(format: StreamFormat, endIndex: number): CaptureStream {
  return {
    id: 7,
    device: { id: "d", name: "Glove", kind: "serial", simulated: false },
    hand: "left",
    format,
    clock: { startUs: 500_000, rateHz: RATE_HZ },
    clockResidualUs: null,
    rows: endIndex,
    endIndex,
    pyramidLevels: 0,
    counts: { lost: 0, corrupt: 0, repeated: 0, clipped: 0 },
  };
}

/** The motion of a stream whose rows exist in the given runs. */
function motionOf(
  format: StreamFormat,
  values: SampleArray,
  endIndex: number,
  runs = [{ firstIndex: 0, rows: endIndex }],
) {
  const width = format.channels.length;
  const store = { readSamples: async () => ({ key: 7, sampleType: format.sampleType, width, runs, values }) };
  return readMotion(store, "c", streamOf(format, endIndex));
}

const PUNCH = completeSettings("punch", {});

describe.skipIf(!engineHere)("proposals", () => {
  test("name where the punch is, in samples and on the capture's clock", async () => {
    const found = await findProposals(await motionOf(SIX, rowsWithPunches(6, 2, 4), 600), "punch", PUNCH);
    expect(found).toEqual(
      [200, 400].map((peak) => ({
        streamId: 7,
        hand: "left",
        beginIndex: peak - 40,
        endIndex: peak + 40,
        startUs: 500_000 + (peak - 40) * 10_000,
        peakUs: 500_000 + peak * 10_000,
        endUs: 500_000 + (peak + 40) * 10_000,
      })),
    );
  });

  test("are the same from float32 values, and from raw counts of a glove with the usual ranges", async () => {
    const counts = rowsWithPunches(6, 2, 4);
    const asFloats: StreamFormat = {
      ...SIX,
      sampleType: "float32",
      channels: SIX.channels.map((one) => ({ ...one, scale: 1 })),
    };
    const floats = Float32Array.from(counts, (count, i) => count * SIX.channels[i % 6]!.scale);
    const asRaw: StreamFormat = {
      ...SIX,
      channels: SIX.channels.map((one) => ({ ...one, unit: "raw", scale: 1, range: null })),
    };
    const raw = Int16Array.from(floats, (value, i) => Math.round((value * 32_768) / (i % 6 < 3 ? 16 : 2000)));
    const cases = [
      [SIX, counts],
      [asFloats, floats],
      [asRaw, raw],
    ] as const;
    for (const [format, values] of cases) {
      const found = await findProposals(await motionOf(format, values, 600), "punch", PUNCH);
      expect(found.map(({ beginIndex }) => beginIndex)).toEqual([160, 360]);
    }
  });

  test("never reach across a gap, and keep the indexes of the stream behind it", async () => {
    // The first run ends in the middle of the punch's segment.
    const values = rowsWithPunches(6, 2, 4);
    const runs = [
      { firstIndex: 0, rows: 210 },
      { firstIndex: 1210, rows: 390 },
    ];
    const found = await findProposals(await motionOf(SIX, values, 1600, runs), "punch", PUNCH);
    expect(found.map(({ beginIndex }) => beginIndex)).toEqual([1360]);
  });

  test("need the signals that the segmenter looks at", async () => {
    const onlyAcceleration = { ...SIX, channels: SIX.channels.slice(0, 3) };
    const blind = await motionOf(onlyAcceleration, new Int16Array(0), 0, []);
    const needsRotation = { problem: { code: "segmenter.noSignal", detail: { signal: "rotation" } } };
    await expect(findProposals(blind, "punch", PUNCH)).rejects.toMatchObject(needsRotation);
    await expect(findInAll([blind], "punch", PUNCH)).rejects.toMatchObject(needsRotation);
    const seeing = await motionOf(SIX, rowsWithPunches(6, 2, 4), 600);
    expect((await findInAll([blind, seeing, seeing], "punch", PUNCH)).map(({ beginIndex }) => beginIndex)).toEqual([
      160, 160, 360, 360,
    ]);
    expect(() => motionColumns({ ...SIX, channels: [] })).toThrow(ProblemError);
  });
});

/** Any value that a setting allows; levels inside and outside of what a sensor can say. */
function allowedBy(rule: SegmenterSetting): fc.Arbitrary<number | string | boolean> {
  if (rule.type === "flag") return fc.boolean();
  if (rule.type === "choice") return fc.constantFrom(...rule.choices);
  if (rule.type === "level") return fc.double({ min: -5000, max: 5000, noNaN: true });
  return fc.double({ min: rule.lowest, max: rule.highest, noNaN: true });
}

describe.skipIf(!engineHere)("settings in a person's terms", () => {
  test.each(SEGMENTER_NAMES)("%s: whatever a slider can say, the engine takes, at any rate", (segmenter) => {
    const rules = Object.entries<SegmenterSetting>(SEGMENTERS[segmenter]);
    const settings = fc.record(Object.fromEntries(rules.map(([name, rule]) => [name, allowedBy(rule)])));
    const motion = motionColumns(SIX);
    fc.assert(
      fc.property(settings, fc.double({ min: 10, max: 1700, noNaN: true }), (given, rateHz) => {
        const spec = segmenterSpec(segmenter, completeSettings(segmenter, given), motion, rateHz);
        const bytes = writeDescriptor(segmentingOnly(motion.inputColumns, motion.sensorStages, spec));
        expect(checkDescriptor(bytes).inputColumns).toBe(6);
      }),
      { numRuns: 300 },
    );
  });

  test("every signal has its column: six axes, then the two lengths", () => {
    const motion = motionColumns(SIX);
    expect(SIGNALS.map((signal) => motion.columnOf(signal))).toEqual([7, 6, 3, 4, 5, 0, 1, 2]);
    expect(motion.countsOf("rotationX", 250)).toBeCloseTo(2500);
    expect(motion.countsOf("acceleration", 2)).toBeCloseTo(2000);
  });
});
