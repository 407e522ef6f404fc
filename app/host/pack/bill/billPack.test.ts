import { expect, test, vi } from "vitest";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { axisModel, axisPipeline } from "../../validation/testing/axisModel.ts";
import { makePack } from "../makePack.ts";
import { toolchains } from "../testing/inFolder.ts";
import { packModelOf, twoHands } from "../testing/packModels.ts";
import { job, PackStore, twoGloves } from "../testing/packStore.ts";
import { batteryOf } from "./battery.ts";
import { billPack } from "./billPack.ts";
import { predictCost } from "./predictCost.ts";

vi.setConfig({ testTimeout: 300_000 });

test.skipIf(toolchains.length < 2)(
  "a bill is measured on the emulated core, on the motion of the last result",
  async () => {
    const model = twoHands();
    const store = new PackStore([twoGloves("A")], model);
    const unjudged = await billPack(store, model.model.id, "left", job());
    expect(unjudged).toMatchObject({ by: "measured", hand: "left", decisionLatencyMs: null, problems: [] });
    const { total } = await store.validate();
    const bill = await billPack(store, model.model.id, "left", job());
    expect(bill.decisionLatencyMs).toEqual(total.decisionLatencyMs);
    expect(bill.flashBytes).toBe(bill.parts.reduce((sum, one) => sum + one.flashBytes, 0));
    expect(bill.ramBytes).toBe(bill.parts.reduce((sum, one) => sum + one.ramBytes, 0));
    for (const figure of [bill.perSample, bill.perSegment]) {
      expect(figure.mean).toBeGreaterThan(50);
      expect(figure.worst).toBeGreaterThanOrEqual(figure.mean);
    }
    expect(bill.stackBytes).toBeGreaterThan(64);
    // What was counted before it was emulated is of the same size.
    const { facts } = makePack(packModelOf(model));
    const predicted = predictCost(facts.parts[0]!);
    const engine = bill.flashBytes - bill.parts[0]!.flashBytes;
    expect(predicted.flashBytes / engine).toBeGreaterThan(0.5);
    expect(predicted.flashBytes / engine).toBeLessThan(3);
  },
);

test("a model too large for the board says so in words, and is still a bill", async () => {
  const large = axisModel({ name: "Long" });
  const descriptor = writeDescriptor({
    ...axisPipeline([1, 2, 0]),
    segmenter: { kind: "windowing", window: 16_384, step: 16_384 },
  });
  const model = { ...large, parts: [{ ...large.parts[0]!, descriptor }] };
  const bill = await billPack(new PackStore([], model), model.model.id, null, job());
  expect(bill).toMatchObject({
    by: "predicted",
    problems: [{ code: "pack.tooMuchRam", detail: { limitBytes: 262_144 } }],
  });
});

test("a hand that the model has nothing for has no bill", async () => {
  const model = axisModel({ hand: "left" });
  const store = new PackStore([], model);
  await expect(billPack(store, model.model.id, "right", job())).rejects.toThrow("validation.noHand");
});

test("a battery lasts shorter the more the processor works, and never works more than always", () => {
  const at = (mean: number) => batteryOf({ perSample: { mean, worst: mean }, perSegment: { mean: 0, worst: 0 } }, 100);
  expect(at(400).hours).toBeGreaterThan(at(40_000).hours);
  expect(at(1e9)).toEqual(at(1e12));
  const { drains, averageMa } = at(400);
  expect(drains.reduce((sum, { milliamps }) => sum + milliamps, 0)).toBeCloseTo(averageMa);
});
