import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { randomOf } from "#domain/random.ts";
import { Adam } from "./adam.ts";
import { startWasm } from "./backend.ts";

beforeAll(startWasm);

test("moves weights as TensorFlow.js's own Adam does, in doubles where that one rounds", () => {
  const random = randomOf(1, "adam");
  const start = [7, 3].map((length) => Float32Array.from({ length }, () => random.normal()));
  const ours = start.map((part) => part.slice());
  const variables = start.map((part, i) => tf.variable(tf.tensor1d(part), true, `adam-test-${i}`));
  const adam = new Adam(ours, 0.01);
  const theirs = tf.train.adam(0.01, 0.9, 0.999, 1e-7);
  for (let step = 0; step < 50; step++) {
    const gradients = start.map(({ length }) => Float32Array.from({ length }, () => random.normal()));
    adam.step(ours, gradients);
    tf.tidy(() =>
      theirs.applyGradients(variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(gradients[i]!) }))),
    );
  }
  for (const [i, part] of ours.entries()) {
    const expected = variables[i]!.dataSync();
    for (const [j, weight] of part.entries()) expect(weight).toBeCloseTo(expected[j]!, 4);
  }
  theirs.dispose();
  for (const variable of variables) variable.dispose();
});
