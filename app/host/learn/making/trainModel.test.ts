import { afterAll, describe, expect, test, vi } from "vitest";
import { BY_PERSON, EVERYTHING, type Split } from "#domain/learning/dataset.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { checkDescriptor } from "../../engine/pipeline.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Job } from "../../jobs.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import { quantize } from "../quantize/quantize.ts";
import { MADE_PLAN, madeGym, madeSession } from "../testing/madeGym.ts";
import { MadeStore } from "../testing/madeStore.ts";
import { ThreadTrainer } from "../train/threadTrainer.ts";
import { type OnEpoch, trainModel } from "./trainModel.ts";

// Each story trains several networks; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const trainer = new ThreadTrainer();
afterAll(() => trainer.close());

function make(
  store: MadeStore,
  plan: Partial<ModelPlan> = {},
  { split = BY_PERSON, onEpoch = () => {} }: { split?: Split; onEpoch?: OnEpoch } = {},
  stop = new AbortController(),
) {
  const job: Job = { signal: stop.signal, progress: () => {}, stopIfCancelled: () => stop.signal.throwIfAborted() };
  const wish = { name: "Gym", plan: { ...MADE_PLAN, ...plan }, query: EVERYTHING, split };
  return trainModel(store, new WarmMotion(), wish, { trainer, quantize }, job, onEpoch);
}

describe.skipIf(!engineHere)("a model of a plan", () => {
  test("is judged by people that it never saw, then made from everybody, with the same bytes each time", async () => {
    const told: (string | null)[] = [];
    const onEpoch: OnEpoch = (fold) => {
      if (told.at(-1) !== fold || told.length === 0) told.push(fold);
    };
    const { model, parts } = await make(madeGym("Ada", "Bea", "Cid"), {}, { onEpoch });
    expect(told).toEqual(["Ada", "Bea", "Cid", null]);
    expect(model).toMatchObject({
      origin: "trained",
      simulated: false,
      classNames: ["Unknown", "Jab", "Hook"],
      needs: { rateHz: 100, accelRange_g: 16, gyroRange_dps: 2000 },
    });
    const { float, int8, examples, backend } = model.made!;
    expect(examples).toEqual({ Unknown: 0, Jab: 54, Hook: 54 });
    expect(int8.folds).toMatchObject(["Ada", "Bea", "Cid"].map((group) => ({ group, support: 36 })));
    expect(int8.perClass.Jab!.support).toBe(54);
    for (const score of [float, int8]) expect(score.f1).toBeGreaterThan(0.95);
    expect(backend).toBe(await trainer.backend());
    expect(parts).toMatchObject([{ hand: null, float: { input: { zeroPoint: 0 } } }]);
    expect(checkDescriptor(parts[0]!.descriptor)).toMatchObject({ inputColumns: 6, features: 12, outputs: 3 });

    const again = await make(madeGym("Ada", "Bea", "Cid"));
    expect(again.parts).toEqual(parts);
    expect(again.model.made).toEqual(model.made);
  });

  test("never learns from the one it is judged by: who calls all punches the other way round, is not believed", async () => {
    const wrong = { Jab: "Hook", Hook: "Jab" };
    const store = new MadeStore(...madeGym("Ada", "Bea", "Cid").made, madeSession("Dan", "left", wrong));
    const { folds } = (await make(store)).model.made!.int8;
    expect(folds.find(({ group }) => group === "Dan")!.f1).toBeLessThan(0.1);
    expect(folds.find(({ group }) => group === "Ada")!.f1).toBeGreaterThan(0.9);
  });

  test("has bytes of its own for each hand, or the same ones behind a mirror", async () => {
    const store = madeGym("Ada", "Bea");
    const separate = await make(store, { hands: "separate" });
    const mirrored = await make(store, { hands: "mirrored" });
    for (const { parts } of [separate, mirrored]) expect(parts.map(({ hand }) => hand)).toEqual(["left", "right"]);
    const [left, right] = separate.parts;
    expect(left!.float!.network).not.toEqual(right!.float!.network);
    expect(mirrored.parts[0]!.float).toEqual(mirrored.parts[1]!.float);
    expect(mirrored.parts[0]!.descriptor.length).toBeGreaterThan(mirrored.parts[1]!.descriptor.length);
  });

  test("is a forest, with no float network beside it, or reads the motion itself", async () => {
    const store = madeGym("Ada", "Bea");
    const forest = await make(store, { classifier: { kind: "forest", trees: 9, depth: 4 }, rejectBelow: 0.5 });
    expect(forest.parts[0]!.float).toBeNull();
    expect(forest.model.made!.float).toEqual(forest.model.made!.int8);
    expect(forest.model.made!.int8.f1).toBeGreaterThan(0.9);
    const conv = await make(store, {
      input: { kind: "window", steps: 24 },
      classifier: { kind: "conv", filters: [4], kernel: 3 },
    });
    expect(conv.model.made!.int8.f1).toBeGreaterThan(0.9);
    expect(checkDescriptor(conv.parts[0]!.descriptor)).toMatchObject({ features: 0, outputs: 3 });
  });

  test("stops early by people who are neither learnt from nor judged", async () => {
    let watched = 0;
    const plan = { training: { ...MADE_PLAN.training, epochs: 300, patience: 4 } };
    const onEpoch: OnEpoch = (_, { validationLoss }) => {
      expect(validationLoss).not.toBeNull();
      watched++;
    };
    const { model } = await make(madeGym("Ada", "Bea", "Cid", "Dan"), plan, { onEpoch });
    expect(watched).toBeGreaterThan(0);
    expect(model.made!.int8.f1).toBeGreaterThan(0.9);
  });

  test("comes to nothing with a reason: one person, no labels, a punch that nobody threw, or a cancelled job", async () => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => "made",
        (error) => error.problem?.code ?? error.name,
      );
    expect(await codeOf(make(madeGym("Ada")))).toBe("learn.oneGroup");
    expect(await codeOf(make(new MadeStore()))).toBe("learn.noTruth");
    expect(await codeOf(make(madeGym("Ada", "Bea"), { classes: ["Jab", "Uppercut"] }))).toBe("learn.fewOfClass");
    const stop = new AbortController();
    const onEpoch = () => stop.abort();
    expect(await codeOf(make(madeGym("Ada", "Bea"), {}, { onEpoch }, stop))).toBe("job.cancelled");
  });
});
