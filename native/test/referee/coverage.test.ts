import { expect, test } from "vitest";
import { Coverage } from "./coverage.ts";
import type { Layer } from "./network.ts";

const pool: Layer = {
  kind: "average_pool",
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
  kind: "fully_connected",
  steps: 1,
  kernel: 0,
  stride: 0,
  activation: "relu",
  activationApart: true,
  weights: { values: Int8Array.of(1, 2, 3, 4), scales: [3, 2 ** -60], biases: Int32Array.of(0, 0) },
};

test("layers, scales and outputs that hide differences are counted", () => {
  const coverage = new Coverage();
  coverage.add({ layers: [pool, full] }, Int8Array.of(5, 127, 5, 3, 5, -128));
  expect(coverage.figures()).toEqual({
    layers: { fully_connected: 1, convolution: 0, depthwise_convolution: 0, maximum_pool: 0, average_pool: 1 },
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
