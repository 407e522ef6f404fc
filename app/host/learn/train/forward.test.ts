import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { randomOf } from "#domain/random.ts";
import { writeFloatNetwork } from "../../engine/descriptor/network.ts";
import { openFloatNetwork } from "../../engine/network.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { startWasm } from "./backend.ts";
import type { NetworkPlan } from "./fitNetwork.ts";
import { forward } from "./forward.ts";
import { networkShapes } from "./shapes.ts";
import { firstWeights, layersOf, type Weights } from "./weights.ts";

beforeAll(startWasm);

const whole = (min: number, max: number) => fc.integer({ min, max });
const plan: fc.Arbitrary<NetworkPlan> = fc.oneof(
  fc.record({
    kind: fc.constant("dense" as const),
    hidden: fc.array(whole(1, 24), { maxLength: 6 }),
    dropout: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant("conv" as const),
    filters: fc.array(whole(1, 12), { minLength: 1, maxLength: 4 }),
    kernel: whole(2, 15),
  }),
);
const EXAMPLES = 3;

describe.skipIf(!engineHere)("the engine's float network and TensorFlow.js", () => {
  test("give the same outputs within 1e-5, for any plan, on inputs of any shape", () => {
    fc.assert(
      fc.property(
        plan,
        whole(1, 70),
        whole(1, 8),
        whole(1, 9),
        whole(0, 1e6),
        (one, steps, channels, outputs, seed) => {
          const shapes = networkShapes(one, steps, channels, outputs);
          const random = randomOf(seed, "network");
          // Biases too, because first weights have none.
          const weights: Weights = firstWeights(shapes, seed).map((part, i) =>
            i % 2 === 0 ? part : part.map(() => random.between(-0.5, 0.5)),
          );
          const size = steps * channels;
          const inputs = Float32Array.from({ length: EXAMPLES * size }, () => random.between(-1, 1));
          const engine = openFloatNetwork(writeFloatNetwork(layersOf(shapes, weights)), size);
          const studio = tf.tidy(() =>
            forward(
              shapes,
              weights.map((part) => tf.tensor1d(part)),
              tf.tensor2d(inputs, [EXAMPLES, size]),
            ).dataSync(),
          );
          expect(engine.outputs).toBe(outputs);
          for (const [i, output] of engine.run(inputs).entries()) {
            expect(Math.abs(output - studio[i]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(output)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
