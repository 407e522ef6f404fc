import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputSize, limitsOf, multipliersOf, outSteps } from "./network.ts";
import { randomInputs, randomNetwork } from "./randomNetwork.ts";

const seeds = fc.nat(1_000_000);

describe("a random network", () => {
  test("is the same for the same seed, and so are its inputs", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const network = randomNetwork(seed);
        expect(randomNetwork(seed)).toEqual(network);
        const inputs = randomInputs(seed, network, 6);
        expect(inputs.length).toBe(6 * inputSize(network));
        expect(randomInputs(seed, network, 6)).toEqual(inputs);
      }),
      { numRuns: 30 },
    );
  });

  test("hands from layer to layer what the next one takes", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { layers } = randomNetwork(seed);
        expect(layers.length).toBeGreaterThan(0);
        for (const [i, layer] of layers.entries()) {
          const next = layers[i + 1];
          if (next)
            expect([next.steps, next.channels, next.input]).toEqual([outSteps(layer), layer.outChannels, layer.output]);
          expect(layer.kernel).toBeLessThanOrEqual(layer.steps);
          const { lowest, highest } = limitsOf(layer);
          expect(lowest).toBeLessThanOrEqual(highest);
        }
      }),
    );
  });

  test("has no sum that leaves 32 bits, shifted or not", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const layer of randomNetwork(seed).layers) {
          if (layer.weights === null) continue;
          const { values, biases } = layer.weights;
          const depthwise = layer.kind === "depthwise_convolution";
          const products = values.length / layer.outChannels;
          const multipliers = multipliersOf(layer);
          for (let o = 0; o < layer.outChannels; o++) {
            let sum = Math.abs(biases[o]!);
            for (let i = 0; i < products; i++)
              sum += 255 * Math.abs(values[depthwise ? i * layer.outChannels + o : o * products + i]!);
            const { shift } = multipliers[multipliers.length > 1 ? o : 0]!;
            expect(sum * 2 ** Math.max(0, shift)).toBeLessThan(2 ** 31);
          }
        }
      }),
    );
  });

  test("of a thousand seeds, every kind, padding and activation is seen", () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 1000; seed++)
      for (const layer of randomNetwork(seed).layers) {
        const scales = layer.weights === null ? "pool" : layer.weights.scales.length > 1 ? "per channel" : "per tensor";
        for (const trait of [layer.activation, layer.activationApart, layer.samePadding, scales])
          seen.add(`${layer.kind} ${trait}`);
      }
    for (const kind of ["convolution", "depthwise_convolution"])
      for (const trait of ["none", "relu", "relu6", true, false, "per channel", "per tensor"])
        expect(seen).toContain(`${kind} ${trait}`);
    for (const kind of ["maximum_pool", "average_pool"])
      for (const trait of ["none", "relu", "relu6", true, false]) expect(seen).toContain(`${kind} ${trait}`);
    for (const trait of ["none", "relu", "relu6", "per channel", "per tensor"])
      expect(seen).toContain(`fully_connected ${trait}`);
  });
});
