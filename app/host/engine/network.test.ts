import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FloatLayer, type Int8Layer, writeFloatNetwork, writeNetwork } from "./descriptor/network.ts";
import { openFloatNetwork, openInt8Network } from "./network.ts";
import { engineHere } from "./testing/engineHere.ts";
import { denseLayer } from "./testing/specs.ts";

/** TensorFlow Lite's reference rounding of a sum: SaturatingRoundingDoublingHighMul, then RoundingDivideByPOT. */
function requantized(sum: number, multiplier: number, shift: number): number {
  const left = BigInt(sum) << BigInt(Math.max(shift, 0));
  const product = left * BigInt(multiplier);
  const nudge = product >= 0n ? 1n << 30n : 1n - (1n << 30n);
  const high = (product + nudge) / (1n << 31n);
  const right = BigInt(Math.max(-shift, 0));
  const mask = (1n << right) - 1n;
  const threshold = (mask >> 1n) + (high < 0n ? 1n : 0n);
  return Number((high >> right) + ((high & mask) > threshold ? 1n : 0n));
}

function dense(layer: Int8Layer, input: Int8Array): Int8Array {
  const { weights, biases, multipliers, shifts } = layer;
  return Int8Array.from(biases!, (bias, out) => {
    let sum = bias;
    for (let i = 0; i < input.length; i++) sum += (input[i]! - layer.inputZero) * weights![out * input.length + i]!;
    const one = multipliers!.length === 1 ? 0 : out;
    const value = requantized(sum, multipliers![one]!, shifts![one]!) + layer.outputZero;
    return Math.min(layer.highest, Math.max(layer.lowest, value));
  });
}

const INPUTS = 7;
const pair = fc.tuple(denseLayer(INPUTS, 5), denseLayer(5, 3));
const inputs = fc.int8Array({ minLength: INPUTS * 4, maxLength: INPUTS * 4 });

describe.skipIf(!engineHere)("a network alone", () => {
  test("int8: the arithmetic of TensorFlow Lite's reference kernels, in as many inputs as are given", async () => {
    await fc.assert(
      fc.asyncProperty(pair, inputs, async ([first, second], input) => {
        const network = openInt8Network(writeNetwork([first, second]), INPUTS);
        const expected = [0, 1, 2, 3].flatMap((i) => [
          ...dense(second, dense(first, input.subarray(i * INPUTS, (i + 1) * INPUTS))),
        ]);
        expect(network.outputs).toBe(3);
        expect([...network.run(input)]).toEqual(expected);
        expect([...(await network.runAsync(input))]).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test("float32: sums in the order of the weights, rounded at each step", () => {
    const layer: FloatLayer = {
      kind: "fully_connected",
      samePadding: false,
      steps: 1,
      channels: 3,
      outChannels: 2,
      kernel: 0,
      stride: 0,
      lowest: 0,
      highest: Number.POSITIVE_INFINITY,
      weights: Float32Array.of(0.1, 0.2, 0.3, -1, -1, -1),
      biases: [0.05, 1],
    };
    const network = openFloatNetwork(writeFloatNetwork([layer]), 3);
    const input = Float32Array.of(1.5, -2, 7);
    const f = Math.fround;
    let sum = f(0.05);
    for (let i = 0; i < 3; i++) sum = f(sum + f(layer.weights![i]! * input[i]!));
    expect([...network.run(input)]).toEqual([sum, 0]);
  });

  test("what is no network is refused by name, and half an input is a mistake", () => {
    const refused = (bytes: Uint8Array, count = INPUTS) => {
      try {
        openInt8Network(bytes, count);
        return "ok";
      } catch (error) {
        return (error as { problem: { detail: { status: string } } }).problem.detail.status;
      }
    };
    const [layer] = fc.sample(denseLayer(INPUTS, 2), { numRuns: 1, seed: 1 });
    const bytes = writeNetwork([layer!]);
    expect(refused(bytes)).toBe("ok");
    expect(refused(bytes, INPUTS + 1)).toBe("bad_network");
    expect(refused(bytes, 0)).toBe("bad_network");
    expect(refused(bytes.subarray(0, 20))).toBe("truncated");
    expect(refused(Uint8Array.of(...bytes, 0))).toBe("trailing_bytes");
    const network = openInt8Network(bytes, INPUTS);
    expect(() => network.run(new Int8Array(INPUTS + 1))).toThrow(TypeError);
    expect(network.run(new Int8Array(0))).toHaveLength(0);
  });
});
