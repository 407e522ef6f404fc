import { describe, expect, test } from "vitest";
import type { Column } from "#domain/learning/columns.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import type { ImportedInput, ImportPlan } from "#domain/learning/importPlan.ts";
import { randomOf } from "#domain/random.ts";
import { type FloatLayer, writeNetwork } from "../../engine/descriptor/network.ts";
import { openInt8Network } from "../../engine/network.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Job } from "../../jobs.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { QuantizedNetwork, TrainedNetwork } from "../api.ts";
import { quantize } from "../quantize/quantize.ts";
import { madeGym } from "../testing/madeGym.ts";
import { examplesFor } from "../testing/networks.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { importFiles } from "./importFiles.ts";
import { importModel } from "./importModel.ts";

/*
 * What a network made elsewhere is given, computed a second time here in the units that a person thinks in: g, degrees a
 * second, and the network's own numbers.
 */

const STEPS = 50;
const gym = madeGym("Ada", "Bea");
const frames = gym.made[0]!.streams[0]!.values;
const G = 16 / 32_768;
const DPS = 2000 / 32_768;
const AXES = ["AccelX", "AccelY", "AccelZ", "GyroX", "GyroY", "GyroZ"];
const FREE = { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };
const job: Job = { signal: new AbortController().signal, progress: () => {}, stopIfCancelled: () => {} };

/** Two layers with a hidden one of ReLU, for inputs whose size is given channel by channel. */
function network(steps: number, sizes: readonly number[], convolution: boolean): TrainedNetwork {
  const random = randomOf(5, "weights");
  const channels = sizes.length;
  const shape = { samePadding: convolution, steps, channels, stride: convolution ? 1 : 0 };
  const fanIn = (convolution ? 3 : steps) * channels;
  const some = (count: number, of: (place: number) => number) =>
    Float32Array.from({ length: count }, (_, i) => (random.normal() * of(i)) / Math.sqrt(fanIn));
  const first: FloatLayer = {
    ...shape,
    kind: convolution ? "convolution" : "fully_connected",
    outChannels: 6,
    kernel: convolution ? 3 : 0,
    lowest: 0,
    highest: Number.POSITIVE_INFINITY,
    weights: some(6 * fanIn, (i) => 1 / sizes[i % channels]!),
    biases: [0.1, -0.2, 0.3, 0, 0.2, -0.1],
  };
  const from = convolution ? { steps, channels: 6 } : { steps: 1, channels: 6 };
  const last: FloatLayer = {
    ...from,
    ...FREE,
    kind: "fully_connected",
    samePadding: false,
    outChannels: 3,
    kernel: 0,
    stride: 0,
    weights: some(3 * from.steps * 6, () => 3),
    biases: [0.2, 0, -0.2],
  };
  return { kind: "network", layers: [first, last] };
}

/** The real outputs, in doubles. */
function run({ layers }: TrainedNetwork, input: readonly number[]): number[] {
  return layers.reduce<readonly number[]>((before, layer) => {
    const { kind, steps, channels, outChannels, kernel, weights, biases, lowest, highest } = layer;
    const places = kind === "convolution" ? steps : 1;
    const seen = kind === "convolution" ? kernel : steps;
    return Array.from({ length: places * outChannels }, (_, at) => {
      const [step, out] = [Math.floor(at / outChannels), at % outChannels];
      let sum = biases![out]!;
      for (let k = 0; k < seen; k++) {
        const from = kind === "convolution" ? step + k - 1 : k;
        if (from < 0 || from >= steps) continue;
        for (let c = 0; c < channels; c++)
          sum += weights![(out * seen + k) * channels + c]! * before[from * channels + c]!;
      }
      return Math.min(highest, Math.max(lowest, sum));
    });
  }, input) as number[];
}

type Window = Extract<ImportedInput, { kind: "window" }>;

const planOf = (input: ImportedInput): ImportPlan => ({
  classes: ["Jab", "Unknown", "Hook"],
  hands: "together",
  segmenter: { name: "windowing", settings: { window: 500, step: 500 } },
  needs: null,
  input,
  rejectBelow: 0,
});

const wish = (plan: ImportPlan) => ({ name: "Foreign", plan, query: EVERYTHING });

/** What a person says that the network sees of a sample: its value in g or degrees a second, along the plan's line. */
function seen(input: Window, name: Column, value: number): number {
  const line = name.startsWith("Accel") ? input.acceleration : input.rotation;
  if (line === null) return value;
  const { from, to } = line;
  return to![0] + ((value - from[0]) * (to![1] - to![0])) / (from[1] - from[0]);
}

function windowFrom(input: Window, beginIndex: number): number[] {
  return Array.from({ length: STEPS }, (_, step) =>
    input.channels.map((name) => {
      const unit = name.startsWith("Accel") ? G : DPS;
      return seen(input, name, frames[(beginIndex + step) * 6 + AXES.indexOf(name)]! * unit);
    }),
  ).flat();
}

const CASES: readonly [string, Window, sizes: readonly number[], convolution: boolean][] = [
  [
    "g and degrees a second as they are, in an order of its own",
    { kind: "window", channels: ["GyroZ", "AccelX", "GyroX", "AccelZ"], acceleration: null, rotation: null },
    [400, 4, 400, 4],
    true,
  ],
  [
    "both brought from -4 to 4 g, and -1000 to 1000 degrees a second, to 0 to 1",
    {
      kind: "window",
      channels: ["AccelX", "AccelY", "AccelZ", "GyroX", "GyroY", "GyroZ"],
      acceleration: { from: [-4, 4], to: [0, 1] },
      rotation: { from: [-1000, 1000], to: [0, 1] },
    },
    [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    false,
  ],
  [
    "metres a second squared alone",
    {
      kind: "window",
      channels: ["AccelZ", "AccelY"],
      acceleration: { from: [-1, 1], to: [-9.80665, 9.80665] },
      rotation: null,
    },
    [40, 40],
    true,
  ],
];

describe.skipIf(!engineHere)("a float network is given what it was trained on", () => {
  test.each(CASES)("%s", async (_, input, sizes, convolution) => {
    const foreign = network(STEPS, sizes, convolution);
    const file = importFiles([{ name: "a.tflite", bytes: writeTflite(toTflite(foreign)) }]);
    const { made, quantized, notes } = await importModel(gym, new WarmMotion(), file, wish(planOf(input)), job);
    expect(notes).toEqual([]);
    expect(quantized!.agreement).toBeGreaterThan(0.9);
    expect(quantized!.classes.map(({ label }) => label)).toEqual(["Unknown", "Jab", "Hook"]);
    const [part] = made.parts;
    const { scale, zeroPoint } = part!.float!.output;
    const events = await new EnginePipeline(part!.descriptor).run(frames);
    expect(events.length).toBeGreaterThan(50);
    const exact = events.map(({ beginIndex }) => run(foreign, windowFrom(input, beginIndex)));
    const reach = Math.max(...exact.flat().map(Math.abs));
    let worst = 0;
    for (const [i, { outputs, classNumber }] of events.entries()) {
      const real = Array.from(outputs, (stored) => scale * (stored - zeroPoint));
      for (const [o, value] of real.entries()) worst = Math.max(worst, Math.abs(value - exact[i]![o]!));
      // Where one output leads clearly, it names the class: outputs are Jab, Unknown, Hook.
      const [first, second] = exact[i]!.toSorted((a, b) => b - a) as [number, number];
      if (first - second > reach / 8) expect(classNumber).toBe([1, 0, 2][exact[i]!.indexOf(first)]);
    }
    expect(worst / reach).toBeLessThan(0.08);
  });
});

/** An int8 input of which one step is a power of two in g, so that the engine's multiplier has no rest. */
function int8Network(steps: number, channels: number): QuantizedNetwork {
  const foreign = network(
    steps,
    Array.from({ length: channels }, () => 4),
    false,
  );
  const examples = { ...examplesFor(foreign, 3), scale: 1 / 16, zeroPoint: -7 };
  return quantize(foreign, examples);
}

describe.skipIf(!engineHere)("an int8 network is given its own numbers", () => {
  test("of samples: the nearest to what they are in g, by its own scale and zero point", async () => {
    const foreign = int8Network(STEPS, 2);
    const input: Window = { kind: "window", channels: ["AccelY", "AccelX"], acceleration: null, rotation: null };
    const file = importFiles([{ name: "a.tflite", bytes: writeTflite(toTflite(foreign)) }]);
    const { made, quantized } = await importModel(gym, new WarmMotion(), file, wish(planOf(input)), job);
    expect(quantized).toBeNull();
    const events = await new EnginePipeline(made.parts[0]!.descriptor).run(frames);
    const stored = (value: number) => Math.max(-128, Math.min(127, Math.floor(value * 16 + 0.5) - 7));
    const alone = openInt8Network(writeNetwork(foreign.layers), STEPS * 2);
    for (const { beginIndex, outputs } of events)
      expect(outputs).toEqual(alone.run(Int8Array.from(windowFrom(input, beginIndex), stored)));
  });

  test("of features: by the line that the plan says, rounded as an interpreter rounds", async () => {
    const foreign = int8Network(1, 2);
    const plan = planOf({
      kind: "features",
      features: [
        { name: "maximum", columns: ["AccelX"], parameters: [], from: [-32_768, 32_767] },
        { name: "mean", columns: ["GyroZ"], parameters: [], from: [-1000, 3000] },
      ],
      to: [-2, 2],
    });
    const file = importFiles([{ name: "a.tflite", bytes: writeTflite(toTflite(foreign)) }]);
    const { made } = await importModel(gym, new WarmMotion(), file, wish(plan), job);
    const events = await new EnginePipeline(made.parts[0]!.descriptor).run(frames);
    let [same, all] = [0, 0];
    for (const { features, scaled } of events)
      for (const [i, { from }] of (plan.input.kind === "features" ? plan.input.features : []).entries()) {
        const real = -2 + (4 * (features[i]! - from[0])) / (from[1] - from[0]);
        const stored = Math.max(-128, Math.min(127, Math.round(real * 16) - 7));
        expect(Math.abs(scaled[i]! - 128 - stored)).toBeLessThanOrEqual(1);
        if (scaled[i]! - 128 === stored) same++;
        all++;
      }
    // float32 beside doubles: next to the half of a step they may fall apart.
    expect(same / all).toBeGreaterThan(0.98);
  });
});
