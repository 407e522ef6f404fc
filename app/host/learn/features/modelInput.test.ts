import { describe, expect, test } from "vitest";
import type { Hand } from "#domain/hands.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import type { ModelInput, ModelPlan } from "#domain/learning/plan.ts";
import type { Decision } from "../../engine/descriptor/classifier.ts";
import type { Int8Layer } from "../../engine/descriptor/network.ts";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { burstyRows } from "../../engine/testing/specs.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import { type CutPlan, cutCaptures } from "../dataset/cuts.ts";
import { takeSnapshot } from "../dataset/snapshot.ts";
import { MadeStore, madeStream, RATE_HZ, truth, truthTrack } from "../testing/madeStore.ts";
import { examplesOf, fitInput, pipelineOf } from "./modelInput.ts";

const NEEDS = { rateHz: RATE_HZ, accelRange_g: 16, gyroRange_dps: 2000 };
const PLAN: CutPlan = {
  classes: ["Jab"],
  hands: "mirrored",
  segmenter: { name: "punch", settings: {} },
  examples: "segmenter",
};
const training = { seed: 1 } as ModelPlan["training"];
/** Quiet and loud, at full scale now and then: -32768 too. */
const rows = burstyRows(6000, 6, 5);

/** A layer whose outputs are some of its inputs, number for number. */
function looking(inputs: number, from: number, outputs: number): Int8Layer {
  const weights = new Int8Array(inputs * outputs);
  for (let out = 0; out < outputs; out++) weights[out * inputs + from + out] = 1;
  return {
    kind: "fully_connected",
    samePadding: false,
    steps: 1,
    channels: inputs,
    outChannels: outputs,
    kernel: 0,
    stride: 0,
    inputZero: 0,
    outputZero: 0,
    lowest: -128,
    highest: 127,
    weights,
    biases: new Array<number>(outputs).fill(0),
    // 2^30 / 2^31 * 2^1: one.
    multipliers: [2 ** 30],
    shifts: [1],
  };
}

/** What the engine gives its network for each segment of a glove's raw rows, seen through networks that only look. */
async function seenByNetwork(
  input: ModelInput,
  hand: Hand,
  examples: Awaited<ReturnType<typeof examplesOf>>,
  fitted: Awaited<ReturnType<typeof fitInput>>,
) {
  const width = examples.steps * examples.channels;
  const seen: number[][] = [];
  for (let from = 0; from < width; from += 32) {
    const outputs = Math.min(32, width - from);
    const layers = [looking(width, from, outputs)];
    const decision: Decision = { classNumbers: Array.from({ length: outputs }, (_, i) => i), weakest: -128, margin: 0 };
    const classifier =
      input.kind === "window" && fitted.kind === "window"
        ? { kind: "window_network" as const, channels: fitted.channels, layers, ...decision }
        : { kind: "feature_network" as const, layers, ...decision };
    const descriptor = writeDescriptor({ ...pipelineOf(PLAN, NEEDS, hand, fitted), classifier });
    for (const [i, { outputs: values }] of (await new EnginePipeline(descriptor).run(rows)).entries()) {
      seen[i] = [...(seen[i] ?? []), ...values];
    }
  }
  return seen;
}

describe.skipIf(!engineHere)("what a network is trained on", () => {
  const inputs: ModelInput[] = [
    { kind: "features", set: "all", selection: "anova", count: 40 },
    { kind: "features", set: "shape", selection: "none", count: 255 },
    { kind: "window", steps: 64 },
    { kind: "window", steps: 33 },
  ];
  test.each(inputs.flatMap((input) => (["left", "right"] as const).map((hand) => ({ input, hand }))))(
    "is, bit for bit, what the $hand glove gives it: %j",
    async ({ input, hand }) => {
      const store = new MadeStore({
        name: "A",
        streams: [madeStream(rows, { hand })],
        tracks: [truthTrack([truth("Jab", 0, 30)])],
        more: { reviewedAtMs: 1 },
      });
      const { captures } = await takeSnapshot(store, EVERYTHING, null);
      const { cuts } = await cutCaptures(store, new WarmMotion(), captures, PLAN, NEEDS);
      expect(cuts.length).toBeGreaterThan(15);
      const classed = cuts.map((cut, i) => ({ ...cut, classNumber: i % 2 }));
      const fitted = await fitInput({ input, training }, NEEDS, classed);
      const examples = await examplesOf(fitted, NEEDS, classed, 2);
      const width = examples.steps * examples.channels;
      const ours = Array.from({ length: cuts.length }, (_, i) => [
        ...examples.inputs.subarray(i * width, (i + 1) * width),
      ]);
      expect(await seenByNetwork(input, hand, examples, fitted)).toEqual(ours);
      expect(new Set(examples.inputs).size).toBeGreaterThan(100);
    },
  );
});

describe.skipIf(!engineHere)("fitting", () => {
  /** Frames that hold one level in each axis; only the class of the axis `telling` follows them. */
  const cuts = (count: number, telling: number, shift: number) =>
    Array.from({ length: count }, (_, i) => ({
      classNumber: i % 2,
      frames: Int16Array.from({ length: 60 }, (_, at) => {
        const axis = at % 6;
        return axis === telling ? 1000 * (i % 2) + shift : ((i * 37 + axis * 11) % 50) * 10;
      }),
    }));

  test("takes features and ranges from the training cuts alone, whatever the tested ones would show", async () => {
    // In training axis 1 tells the class; in testing axis 4 would, and axis 1 lies elsewhere.
    const [training, testing] = [cuts(40, 1, 0), cuts(40, 4, 5000)];
    const plan = {
      input: { kind: "features", set: "basic", selection: "anova", count: 1 },
      training: { seed: 1 } as ModelPlan["training"],
    } as const;
    const fitted = await fitInput(plan, NEEDS, training);
    if (fitted.kind !== "features") throw new Error("features were asked for");
    expect(fitted.features.map(({ columns }) => columns)).toEqual([[1]]);
    expect(fitted.features[0]).toMatchObject({ lowest: 0, highest: 1000 });
    const { inputs } = await examplesOf(fitted, NEEDS, testing, 2);
    const of = (classNumber: number) => [...inputs].filter((_, i) => testing[i]!.classNumber === classNumber);
    expect(Math.min(...of(0))).toBeLessThan(Math.max(...of(1)));
    expect(Math.min(...of(1))).toBeLessThan(Math.max(...of(0)));
  });

  test("windows are as wide as nearly all training motion, so that one hard hit does not hide the rest", async () => {
    const [quiet] = cuts(1, 0, 0);
    const many = Array.from({ length: 400 }, () => ({ classNumber: 0, frames: quiet!.frames.slice() }));
    many[0]!.frames[0] = 32_767;
    const fitted = await fitInput(
      { input: { kind: "window", steps: 16 }, training: { seed: 1 } as ModelPlan["training"] },
      NEEDS,
      many,
    );
    const { inputs } = await examplesOf(fitted, NEEDS, many, 2);
    expect(inputs.length).toBe(400 * 16 * 6);
    expect(Math.max(...inputs.subarray(16 * 6))).toBe(127);
  });
});
