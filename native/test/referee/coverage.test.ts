import { expect, test } from "vitest";
import { Coverage } from "./coverage.ts";
import type { Layer } from "./network.ts";

const pool: Layer = {
  kind: "averagePool",
  steps: 4,
  channels: 2,
  outChannels: 2,
  kernel: 4,
  stride: 1,
  samePadding: false,
  activation: "none",
  activationApart: false,
  input: { scale: 1, zeroPoint: 0 },
  output: { scale: 1, zeroPoint: 0 },
  weights: null,
};
const full: Layer = {
  ...pool,
  kind: "fullyConnected",
  steps: 1,
  kernel: 1,
  activation: "relu",
  activationApart: true,
  weights: { values: Int8Array.of(1, 2, 3, 4), scales: [3, 2 ** -60], biases: Int32Array.of(0, 0) },
};

test("layers, scales and outputs that hide differences are counted", () => {
  const coverage = new Coverage();
  coverage.add({ layers: [pool, full] }, Int8Array.of(5, 127, 5, 3, 5, -128));
  expect(coverage.figures()).toEqual({
    layers: { fullyConnected: 1, convolution: 0, depthwise: 0, maximumPool: 0, averagePool: 1 },
    globalPools: 1,
    perChannel: 1,
    perTensor: 0,
    limited: 0,
    limitedApart: 1,
    leftShifts: 1,
    zeroMultipliers: 1,
    saturatedShare: 0.333,
    constantShare: 0.5,
  });
});
