import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { buildEngine } from "./engineProgram.ts";
import type { Layer } from "./network.ts";

const folder = mkdtempSync(join(tmpdir(), "referee-"));
const engine = buildEngine(folder);
afterAll(() => rmSync(folder, { recursive: true }));

/** Two inputs, two outputs: their sum and their difference, halved, above a zero point of 10. */
const layer: Layer = {
  kind: "fully_connected",
  steps: 1,
  channels: 2,
  outChannels: 2,
  kernel: 0,
  stride: 0,
  samePadding: false,
  activation: "relu",
  activationApart: false,
  input: { scale: 1, zeroPoint: 1 },
  output: { scale: 2, zeroPoint: 10 },
  weights: { values: Int8Array.of(1, 1, 1, -1), scales: [1], biases: Int32Array.of(0, 4) },
};

describe.skipIf(engine === null)("the engine as a program (needs g++)", () => {
  test("computes a network over inputs one behind the other", () => {
    const outputs = engine!.run({ layers: [layer] }, Int8Array.of(5, 9, 1, 1, -100, 127, 127, 127));
    // (4 + 8) / 2 and (4 - 8 + 4) / 2; zeros and the bias; 25 / 2 rounds up, ReLU cuts; 252 / 2 saturates
    expect([...outputs]).toEqual([16, 10, 10, 12, 23, 10, 127, 12]);
  });

  test("takes layers of every kind, one behind the other", () => {
    const sliding = {
      ...layer,
      activation: "none" as const,
      stride: 1,
      steps: 3,
      channels: 1,
      outChannels: 1,
      input: { scale: 1, zeroPoint: 0 },
      output: { scale: 1, zeroPoint: 0 },
    };
    const weights = (...values: number[]) => ({
      values: Int8Array.from(values),
      scales: [1],
      biases: Int32Array.of(0),
    });
    const layers: Layer[] = [
      { ...sliding, kind: "convolution", kernel: 2, samePadding: true, weights: weights(1, 2) },
      { ...sliding, kind: "depthwise_convolution", kernel: 1, weights: weights(3) },
      { ...sliding, kind: "maximum_pool", kernel: 2, weights: null },
      { ...sliding, kind: "average_pool", steps: 2, kernel: 2, weights: null },
    ];
    // [1, 2, 3] -> [5, 8, 3] -> [15, 24, 9] -> [24, 24] -> [24]
    expect([...engine!.run({ layers }, Int8Array.of(1, 2, 3))]).toEqual([24]);
  });

  test("a network that does not fit is refused by name", () => {
    const misfit = { ...layer, channels: 3 };
    expect(() => engine!.run({ layers: [layer, misfit] }, Int8Array.of(1, 2))).toThrow(/refuses the network/);
  });
});
