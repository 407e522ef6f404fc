import { expect, test } from "vitest";
import { PRESETS } from "#domain/learning/presets.ts";
import { segmentingOnly, writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { TrainedTrees } from "../api.ts";
import type { Cut } from "../dataset/cuts.ts";
import type { LearnedPart } from "../making/learnPart.ts";
import { gloveCost } from "./gloveCost.ts";
import { variantsOf } from "./variants.ts";

test("plans around one differ in input or classifier alone, each once, the plan itself first", () => {
  const all = variantsOf(PRESETS.reference);
  expect(all[0]).toEqual(PRESETS.reference);
  expect(new Set(all.map(({ input, classifier }) => JSON.stringify([input, classifier]))).size).toBe(all.length);
  expect(all.map(({ classifier }) => classifier.kind)).toEqual(expect.arrayContaining(["dense", "forest", "conv"]));
  for (const { input: _, classifier: __, ...rest } of all) {
    const { input: ___, classifier: ____, ...same } = PRESETS.reference;
    expect(rest).toEqual(same);
  }
  // A plan that reads windows is tried on features too; trees never see a window, nor convolutions features.
  for (const { input, classifier } of variantsOf(PRESETS.conv)) {
    if (classifier.kind === "forest") expect(input.kind).toBe("features");
    if (classifier.kind === "conv") expect(input.kind).toBe("window");
  }
});

const dense = (channels: number, outChannels: number) => ({
  kind: "fully_connected" as const,
  samePadding: false,
  steps: 1,
  channels,
  outChannels,
  kernel: 0,
  stride: 0,
  inputZero: 0,
  outputZero: 0,
  lowest: -128,
  highest: 127,
  input: { scale: 1, zeroPoint: 0 },
  output: { scale: 1, zeroPoint: 0 },
});

function partOf(...sizes: number[]): LearnedPart {
  const layers = sizes.slice(1).map((size, i) => dense(sizes[i]!, size));
  const features = Array.from(
    { length: sizes[0]! },
    () => ({ name: "mean", columns: [0], lowest: 0, highest: 1 }) as const,
  );
  return {
    hand: null,
    fitted: { kind: "features", features },
    learned: {
      kind: "network",
      float: { kind: "network", layers: [] },
      int8: { layers, output: { scale: 1, zeroPoint: 0 } },
    },
    descriptor: writeDescriptor(segmentingOnly(6, [], { kind: "windowing", window: 150, step: 150 })),
  };
}

test.skipIf(!engineHere)("the prediction gives back what was counted: the boxing reference and its wide twin", () => {
  const cuts = [{ frames: new Int16Array(150 * 6) } as unknown as Cut];
  const none = gloveCost(partOf(16), { cuts }).instructions;
  // Of native/test/cortex_m4/footprint.mjs: per segment 52,921, per classification 4,804 and 15,597.
  expect(Math.abs(none / 52_921 - 1)).toBeLessThan(0.01);
  expect(Math.abs((gloveCost(partOf(16, 12, 8, 6), { cuts }).instructions - none) / 4804 - 1)).toBeLessThan(0.02);
  expect(Math.abs((gloveCost(partOf(16, 48, 24, 6), { cuts }).instructions - none) / 15_597 - 1)).toBeLessThan(0.02);
  expect(gloveCost(partOf(16), { cuts })).toMatchObject({ by: "predicted" });
});

test.skipIf(!engineHere)("a forest costs its nodes on the way and no products", () => {
  const cuts = [{ frames: new Int16Array(6) } as unknown as Cut];
  const leaf = [{ leaf: 0 }];
  const deep = [{ feature: 0, atMost: 1, left: 1, right: 2 }, { leaf: 0 }, { leaf: 1 }];
  const of = (...trees: TrainedTrees["trees"]) =>
    gloveCost({ ...partOf(1), learned: { kind: "trees", trees } }, { cuts }).instructions;
  expect(of(deep, deep) - of(leaf, leaf)).toBe(of(leaf, leaf, leaf, leaf) - of(leaf, leaf));
});
