import { afterAll, describe, expect, test, vi } from "vitest";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Job } from "../../jobs.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import { trainModel } from "../making/trainModel.ts";
import { quantize } from "../quantize/quantize.ts";
import { MADE_PLAN, madeGym } from "../testing/madeGym.ts";
import type { MadeStore } from "../testing/madeStore.ts";
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

const _problemOf = (work: Promise<unknown>) =>
  work.then(
    () => "made",
    (error) => error.problem ?? error,
  );

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
