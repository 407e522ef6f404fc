import { afterAll, describe, expect, test, vi } from "vitest";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Job } from "../../jobs.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import { trainModel } from "../making/trainModel.ts";
import { quantize } from "../quantize/quantize.ts";
import { MADE_PLAN, madeGym, madeSession } from "../testing/madeGym.ts";
import { format, MadeStore, madeStream } from "../testing/madeStore.ts";
import { denseNetwork } from "../testing/networkFiles.ts";
import type { TfliteModel } from "../tflite/model.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { ThreadTrainer } from "../train/threadTrainer.ts";
import { importFiles } from "./importFiles.ts";
import { importModel } from "./importModel.ts";

// Each story trains a network; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const trainer = new ThreadTrainer();
afterAll(() => trainer.close());

const job: Job = { signal: new AbortController().signal, progress: () => {}, stopIfCancelled: () => {} };
const gym = madeGym("Ada", "Bea");

function bringIn(file: Uint8Array, plan: ImportPlan, store: MadeStore = gym, one = job) {
  const foreign = importFiles([{ name: "network.tflite", bytes: file }]);
  return importModel(store, new WarmMotion(), foreign, { name: "Brought", plan, query: EVERYTHING }, one);
}

describe.skipIf(!engineHere)("a network that leaves a project and comes back", () => {
  const round = async (change: Partial<ModelPlan>) => {
    const wish = { name: "Gym", plan: { ...MADE_PLAN, ...change }, query: EVERYTHING, split: BY_PERSON };
    const { parts } = await trainModel(gym, new WarmMotion(), wish, { trainer, quantize }, job, () => {});
    for (const { hand, descriptor, network } of parts) {
      const { made, quantized } = await bringIn(network!.tflite, network!.plan);
      expect(made.parts.find((part) => part.hand === hand)!.descriptor).toEqual(descriptor);
      expect(made.model).toMatchObject({ origin: "imported", classNames: ["Unknown", "Jab", "Hook"], made: null });
      // What it would be exported as is the file that it came from.
      expect(made.parts[0]!.network).toEqual(network);
      expect(quantized).toBeNull();
    }
    return parts.map(({ hand, network }) => [hand, network!.plan.hands]);
  };

  test("is the same to the byte: of features, for both hands alike, mirrored, or each for itself", async () => {
    expect(await round({ rejectBelow: 0.7 })).toEqual([[null, "together"]]);
    expect(await round({ hands: "mirrored" })).toEqual([
      ["left", "mirrored"],
      ["right", "mirrored"],
    ]);
    expect(await round({ hands: "separate" })).toEqual([
      ["left", "left"],
      ["right", "right"],
    ]);
  });

  test("and of windows, with convolutions and pools", async () => {
    const conv = { kind: "conv", filters: [4, 6], kernel: 3 } as const;
    expect(await round({ input: { kind: "window", steps: 24 }, classifier: conv })).toEqual([[null, "together"]]);
  });
});

const dense = (weights?: number[]): TfliteModel => toTflite(denseNetwork(weights));

const mean = (column: "AccelX" | "GyroZ") => ({
  name: "mean",
  columns: [column],
  parameters: [],
  from: [-1, 1] as const,
});
const FEATURES: ImportPlan["input"] = { kind: "features", features: [mean("AccelX"), mean("GyroZ")], to: [-1, 1] };
const PLAN: ImportPlan = {
  classes: ["Jab", "Hook", "Unknown"],
  hands: "together",
  segmenter: { name: "punch", settings: {} },
  needs: null,
  input: FEATURES,
  rejectBelow: 0,
};
const WINDOW: ImportPlan["input"] = { kind: "window", channels: ["AccelX"], acceleration: null, rotation: null };

describe.skipIf(!engineHere)("a network of others", () => {
  const refused = (plan: Partial<ImportPlan>, store = gym, model = dense(), one = job) =>
    bringIn(writeTflite(model), { ...PLAN, ...plan }, store, one).then(
      () => "made",
      (error) => error.problem ?? error,
    );

  test("says what its classes lack: a name for each output, and labels of the project", async () => {
    expect(await refused({ classes: ["Jab", "Hook"] })).toEqual({
      code: "import.classCount",
      detail: { classes: 2, outputs: 3 },
    });
    expect(await refused({ classes: ["Jab", "Jab", "Unknown"] })).toMatchObject({ code: "import.sameClass" });
    const { made, notes } = await bringIn(writeTflite(dense()), {
      ...PLAN,
      classes: ["Unknown", "Left jab", "Unknown"],
    });
    expect(made.model.classNames).toEqual(["Unknown", "Left jab"]);
    expect(notes).toEqual([{ code: "import.newLabels", detail: { labels: "Left jab", count: 1 } }]);
  });

  test("is told what it is not fed with: other inputs, features of no engine, no range, units that cannot be meant", async () => {
    expect(await refused({ input: { ...FEATURES, features: [mean("AccelX")] } })).toEqual({
      code: "import.inputCount",
      detail: { steps: 1, channels: 2, given: 1 },
    });
    const spectrum = { ...mean("GyroZ"), name: "spectrum" };
    expect(await refused({ input: { ...FEATURES, features: [mean("AccelX"), spectrum] } })).toMatchObject({
      code: "import.unknownFeature",
    });
    expect(await refused({ input: { ...FEATURES, to: null } })).toMatchObject({ code: "import.needsRange" });
    const open = { ...WINDOW, acceleration: { from: [-4, 4], to: null } } as const;
    expect(await refused({ input: open })).toMatchObject({ code: "import.needsRange" });
    // The offset lies far outside of anything that int8 could move.
    const far = { ...WINDOW, acceleration: { from: [1000, 1001], to: [0, 1] } } as const;
    expect(await refused({ input: far })).toMatchObject({ code: "import.noRange" });
  });

  test("tells that segments of another length are stretched to its window", async () => {
    const { notes } = await bringIn(writeTflite(dense()), { ...PLAN, input: WINDOW });
    expect(notes).toEqual([{ code: "import.stretched", detail: { steps: 2, samples: 80, ms: 20 } }]);
  });

  test("needs a project of its rate and its channels, and segments to be cut to int8 with", async () => {
    const needs = { rateHz: 208, accelRange_g: 16, gyroRange_dps: 2000 };
    expect(await refused({ needs })).toEqual({ code: "import.otherRate", detail: { rateHz: 208, projectHz: 100 } });
    const nothing = new MadeStore();
    expect(await refused({}, nothing)).toMatchObject({ code: "import.noNeeds" });
    expect(await refused({ needs }, nothing)).toMatchObject({ code: "import.noCalibration" });
    const six = format();
    const accelerationOnly = { ...six, channels: six.channels.filter(({ kind }) => kind === "acceleration") };
    const { more, ...session } = madeSession("Ada", "left");
    const flat = { ...session, streams: [madeStream(new Int16Array(600), { format: accelerationOnly })] };
    expect(await refused({}, new MadeStore(flat))).toMatchObject({ code: "import.otherChannels" });
    const fewSegments = { ...session, streams: [madeStream(new Int16Array(600))], ...(more ? { more } : {}) };
    expect(await refused({}, new MadeStore(fewSegments))).toMatchObject({ code: "import.noCalibration" });
  });

  test("is refused for what stands in its file, before anything is computed", async () => {
    const before = gym.reads;
    expect(await refused({}, gym, dense([1, Number.NaN, 0, 0, 0, 0]))).toMatchObject({ code: "import.notANumber" });
    const [only] = dense().operators;
    const model = { ...dense(), operators: [{ ...only!, activation: "tanh" } as unknown as typeof only & object] };
    expect(await refused({}, gym, model)).toMatchObject({ code: "import.activation" });
    expect(gym.reads).toBe(before);
  });

  test("that is cancelled ends without a model", async () => {
    const stop = new AbortController();
    const stopping: Job = {
      signal: stop.signal,
      progress: () => stop.abort(),
      stopIfCancelled: () => stop.signal.throwIfAborted(),
    };
    expect(await refused({}, gym, dense(), stopping)).toMatchObject({ name: "AbortError" });
  });
});
