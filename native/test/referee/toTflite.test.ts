import { describe, expect, test } from "vitest";
import type { Layer } from "./network.ts";
import { toTflite } from "./toTflite.ts";

const quantization = { scale: 0.5, zeroPoint: 3 };
const layer: Layer = {
  kind: "convolution",
  steps: 5,
  channels: 2,
  outChannels: 3,
  kernel: 1,
  stride: 1,
  samePadding: true,
  activation: "relu",
  activationApart: false,
  input: quantization,
  output: quantization,
  weights: { values: Int8Array.of(1, 2, 3, 4, 5, 6), scales: [0.25, 0.5, 1], biases: Int32Array.of(7, 8, 9) },
};

describe("a network as a model", () => {
  test("for the reference kernels it stands twice, as two groups of channels", () => {
    const { tensors, operators } = toTflite({ layers: [layer] }, "reference", 10);
    const [input, weights, biases, output] = tensors;
    expect([input!.shape, output!.shape]).toEqual([
      [10, 1, 5, 4],
      [10, 1, 5, 6],
    ]);
    expect(weights!.shape).toEqual([6, 1, 1, 2]);
    expect([...weights!.data!]).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    expect(weights!.quantization!.scales).toEqual([0.25, 0.5, 1, 0.25, 0.5, 1]);
    expect([...biases!.data!]).toEqual([7, 8, 9, 7, 8, 9]);
    expect(biases!.quantization!.scales[0]).toBe(0.125);
    expect(operators[0]).toMatchObject({
      kind: "CONV_2D",
      inputs: [0, 1, 2],
      outputs: [3],
      padding: "same",
      activation: "relu",
    });
  });

  test("for the fast kernels it stands once", () => {
    const { tensors } = toTflite({ layers: [layer] }, "fast", 10);
    expect(tensors[1]!.shape).toEqual([3, 1, 1, 2]);
  });

  test("a depthwise convolution in groups has its copies beside each other in every row of the kernel", () => {
    const depthwise: Layer = { ...layer, kind: "depthwise_convolution", channels: 3, kernel: 2 };
    const [, weights] = toTflite({ layers: [depthwise] }, "reference", 1).tensors;
    expect(weights!.shape).toEqual([1, 1, 2, 6]);
    expect([...weights!.data!]).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
    expect(weights!.quantization!.axis).toBe(3);
  });

  test("an activation of its own is an operator behind the layer", () => {
    const { operators, outputs } = toTflite({ layers: [{ ...layer, activationApart: true }] }, "fast", 1);
    expect(operators.map(({ kind }) => kind)).toEqual(["CONV_2D", "RELU", "RESHAPE"]);
    expect(operators[0]).toMatchObject({ activation: "none", outputs: [3] });
    expect(operators[1]).toMatchObject({ inputs: [3], outputs: [outputs[0]] });
  });

  test("a reshape to a shape known at run time keeps the delegate away", () => {
    const { tensors, operators, inputs } = toTflite({ layers: [layer] }, "reference", 1);
    const [from, shape] = operators.at(-1)!.inputs;
    expect(inputs).toEqual([0, shape, from]);
    expect(tensors[shape!]!.data).toBeUndefined();
  });
});
