import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { beforeAll, describe, expect, test } from "vitest";
import { randomOf } from "#domain/random.ts";
import { startWasm } from "./backend.ts";

beforeAll(startWasm);

const [EXAMPLES, STEPS, CHANNELS, FILTERS, KERNEL] = [2, 9, 3, 4, 4];
const random = randomOf(1, "convolution");
const numbers = (length: number) => Float32Array.from({ length }, () => random.between(-1, 1));
const input = numbers(EXAMPLES * STEPS * CHANNELS);
const filter = numbers(KERNEL * CHANNELS * FILTERS);

type Padding = "same" | "valid";
const cases: readonly (readonly [Padding, number])[] = [
  ["same", 1],
  ["same", 2],
  ["valid", 1],
  ["valid", 2],
];

function output(weights: tf.Tensor, padding: Padding, stride: number): tf.Tensor {
  const image = tf.tensor4d(input, [EXAMPLES, 1, STEPS, CHANNELS]);
  const kernel = tf.reshape<tf.Rank.R4>(weights, [1, KERNEL, CHANNELS, FILTERS]);
  return tf.conv2d(image, kernel, [1, stride], padding);
}

/** A sum in which every output has a part of its own, so that none can hide behind another. */
function mixture(values: tf.Tensor): tf.Scalar {
  const shares = Float32Array.from({ length: values.size }, (_, i) => Math.sin(i + 1));
  return tf.sum(tf.mul(values, tf.tensor(shares, values.shape)));
}

const gradient = (padding: Padding, stride: number) =>
  tf.tidy(() =>
    tf
      .grad((weights) => mixture(output(weights, padding, stride)))(tf.tensor1d(filter))
      .dataSync(),
  );

describe("how a loss changes with the filter of a convolution, on WebAssembly", () => {
  test.each(cases)("%s padding, stride %i: as the loss itself says when a weight moves", (padding, stride) => {
    const found = gradient(padding, stride);
    const loss = (weights: Float32Array) =>
      tf.tidy(() => mixture(output(tf.tensor1d(weights), padding, stride)).dataSync()[0]!);
    // The loss is linear in the filter: a step of any size gives its slope, and a large one the best digits.
    for (let i = 0; i < filter.length; i++) {
      const [above, below] = [1, -1].map((move) => loss(filter.map((weight, j) => (j === i ? weight + move : weight))));
      expect(found[i]).toBeCloseTo((above! - below!) / 2, 4);
    }
  });

  test.each(cases)("%s padding, stride %i: as the plain CPU backend says", async (padding, stride) => {
    const found = gradient(padding, stride);
    await tf.setBackend("cpu");
    const expected = gradient(padding, stride);
    await tf.setBackend("wasm");
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i]!, 4);
  });

  test("leaves no tensor behind", () => {
    const before = tf.memory();
    gradient("same", 2);
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
  });
});
