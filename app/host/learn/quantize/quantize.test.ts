import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { randomOf } from "#domain/random.ts";
import { type FloatLayer, outSteps, writeFloatNetwork, writeNetwork } from "../../engine/descriptor/network.ts";
import { openFloatNetwork, openInt8Network } from "../../engine/network.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Examples, QuantizedLayer, TrainedNetwork } from "../api.ts";
import { realInputs } from "../realInputs.ts";
import { examplesFor, trainedNetwork } from "../testing/networks.ts";
import { compareQuantized } from "./compare.ts";
import { quantize } from "./quantize.ts";

/** Values of a tensor and how far int8 may be from each. */
interface Bounded {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** Two roundings of the sum, a zero point that had to be whole, and a limit (of ReLU6) that had to be. */
const STEPS_OF_ROUNDING = 2;

/** What one layer does to values and to their errors, in real numbers: the worst case of every rounding. */
function through(layer: FloatLayer, quantized: QuantizedLayer, { values, errors }: Bounded): Bounded {
  const { kind, steps, channels, outChannels, kernel, stride, samePadding, weights, biases } = layer;
  const count = outSteps(layer);
  const needed = (count - 1) * stride + kernel;
  const padding = samePadding && needed > steps ? Math.floor((needed - steps) / 2) : 0;
  const inputStep = quantized.input.scale;
  const result = { values: new Float64Array(count * outChannels), errors: new Float64Array(count * outChannels) };
  const rounding = STEPS_OF_ROUNDING * quantized.output.scale;
  for (let step = 0; step < count; step++) {
    for (let out = 0; out < outChannels; out++) {
      const from = kind === "fully_connected" ? 0 : Math.max(0, step * stride - padding);
      const to = kind === "fully_connected" ? steps : Math.min(steps, step * stride - padding + kernel);
      let sum = biases?.[out] ?? 0;
      const { weightScales = [] } = quantized;
      const weightScale = weightScales[weightScales.length === 1 ? 0 : out] ?? 0;
      let error = weights ? (inputStep * weightScale) / 2 : 0;
      const inside: number[] = [];
      for (let i = from; i < to; i++) {
        const k = i - (step * stride - padding);
        for (let c = 0; c < channels; c++) {
          const at = i * channels + c;
          let weight: number;
          if (weights === undefined) {
            if (c === out) {
              inside.push(values[at]!);
              error = kind === "average_pool" ? error + errors[at]! / (to - from) : Math.max(error, errors[at]!);
            }
            continue;
          }
          if (kind === "fully_connected") weight = weights[out * steps * channels + at]!;
          else if (kind === "convolution") weight = weights[(out * kernel + k) * channels + c]!;
          else weight = Math.floor((out * channels) / outChannels) === c ? weights[k * outChannels + out]! : 0;
          if (kind === "depthwise_convolution" && Math.floor((out * channels) / outChannels) !== c) continue;
          sum += weight * values[at]!;
          error += (Math.abs(weight) + weightScale / 2) * errors[at]! + (Math.abs(values[at]!) * weightScale) / 2;
        }
      }
      if (kind === "maximum_pool") sum = Math.max(...inside);
      if (kind === "average_pool") sum = inside.reduce((a, b) => a + b, 0) / inside.length;
      result.values[step * outChannels + out] = Math.min(layer.highest, Math.max(layer.lowest, sum));
      result.errors[step * outChannels + out] = error + rounding + Math.abs(sum) * 1e-5;
    }
  }
  return result;
}

describe.skipIf(!engineHere)("a network cut to int8", () => {
  test("says nearly what it said before: no output is farther off than its roundings allow", () => {
    fc.assert(
      fc.property(trainedNetwork, fc.nat(), (network, seed) => {
        const examples = examplesFor(network, seed);
        const quantized = quantize(network, examples);
        const size = examples.steps * examples.channels;
        const outputs = openInt8Network(writeNetwork(quantized.layers), size).run(examples.inputs);
        const reals = realInputs(examples);
        for (let i = 0; i < examples.classes.length; i++) {
          let at: Bounded = {
            values: Float64Array.from(reals.subarray(i * size, (i + 1) * size)),
            errors: new Float64Array(size),
          };
          for (const [l, layer] of network.layers.entries()) at = through(layer, quantized.layers[l]!, at);
          for (const [o, value] of at.values.entries()) {
            const { scale, zeroPoint } = quantized.output;
            const said = scale * (outputs[i * at.values.length + o]! - zeroPoint);
            expect(Math.abs(said - value)).toBeLessThanOrEqual(at.errors[o]!);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test("holds to the scheme: symmetric weights, a zero that is exact, pools as their input, ends that meet", () => {
    fc.assert(
      fc.property(trainedNetwork, fc.nat(), (network, seed) => {
        const examples = examplesFor(network, seed);
        const { layers, output } = quantize(network, examples);
        expect(layers[0]!.input).toEqual({ scale: examples.scale, zeroPoint: examples.zeroPoint });
        expect(layers.at(-1)!.output).toEqual(output);
        for (const [i, layer] of layers.entries()) {
          if (i > 0) expect(layer.input).toEqual(layers[i - 1]!.output);
          expect([layer.inputZero, layer.outputZero]).toEqual([layer.input.zeroPoint, layer.output.zeroPoint]);
          if (network.layers[i]!.lowest === 0) expect(layer.lowest).toBe(layer.output.zeroPoint);
          if (layer.weights === undefined) {
            expect(layer.output).toEqual(layer.input);
            continue;
          }
          expect(layer.weightScales).toHaveLength(layer.outChannels);
          expect(layer.weights.every((weight) => weight >= -127)).toBe(true);
          // Sums are never shifted to the left, out of int32.
          expect(layer.shifts!.every((shift) => shift <= 0)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("still tells apart what was apart, and the report says how well", () => {
    const { network, examples } = separable(3);
    const report = compareQuantized(network, quantize(network, examples), examples);
    expect(report.agreement).toBe(1);
    expect(report.classes).toEqual([0, 1, 2].map(() => ({ support: 40, float: 1, int8: 1 })));
    expect(report.worstLogitError).toBeGreaterThan(0);
    expect(report.worstLogitError).toBeLessThan(0.2);
    const nobody = compareQuantized(network, quantize(network, examples), {
      ...examples,
      inputs: new Int8Array(0),
      classes: new Uint8Array(0),
    });
    expect(nobody).toEqual({
      agreement: 1,
      worstLogitError: 0,
      classes: [0, 1, 2].map(() => ({ support: 0, float: null, int8: null })),
    });
  });

  test("channels without weights, tiny weights with a large bias, and silent layers stay in int32", () => {
    const layer = (weights: number[], biases: number[], lowest: number): FloatLayer => ({
      kind: "fully_connected",
      samePadding: false,
      steps: 1,
      channels: 2,
      outChannels: 2,
      kernel: 0,
      stride: 0,
      lowest,
      highest: Number.POSITIVE_INFINITY,
      weights: Float32Array.from(weights),
      biases,
    });
    const examples: Examples = {
      steps: 1,
      channels: 2,
      scale: 1 / 256,
      zeroPoint: -128,
      inputs: Int8Array.of(-128, 127, 3, 4),
      classes: Uint8Array.of(0, 1),
      outputs: 2,
    };
    const cases = [
      [layer([0, 0, 1, 1], [0, 0], 0), layer([1, 2, 3, 4], [0.5, 0], -Infinity)],
      [layer([1e-12, 1e-12, 1, 1], [1000, 0], -Infinity), layer([1, 0, 0, 1], [0, 0], -Infinity)],
      [layer([-1, -1, -1, -1], [-5, -5], 0), layer([1e-9, 0, 0, 1e-9], [0, 0], -Infinity)],
      [layer([0, 0, 0, 0], [0, 0], 0), layer([0, 0, 0, 0], [0, 0], -Infinity)],
    ];
    for (const layers of cases) {
      const quantized = quantize({ kind: "network", layers }, examples);
      const int8 = openInt8Network(writeNetwork(quantized.layers), 2).run(examples.inputs);
      const float = openFloatNetwork(writeFloatNetwork(layers), 2).run(realInputs(examples));
      const { scale, zeroPoint } = quantized.output;
      for (const [i, value] of float.entries())
        expect(Math.abs(scale * (int8[i]! - zeroPoint) - value)).toBeLessThanOrEqual(4 * scale);
    }
  });

  test("what is no number is refused by name", () => {
    const { network, examples } = separable(2);
    const spoilt = (change: Partial<FloatLayer>): TrainedNetwork => ({
      kind: "network",
      layers: network.layers.map((one, i) => (i === 0 ? { ...one, ...change } : one)),
    });
    const first = network.layers[0]!;
    for (const broken of [
      spoilt({ weights: first.weights!.map(() => Number.NaN) }),
      spoilt({ biases: first.biases!.map(() => Number.POSITIVE_INFINITY) }),
      spoilt({ weights: first.weights!.map(() => 3e38) }),
    ]) {
      let code = "";
      try {
        quantize(broken, examples);
      } catch (error) {
        if (error instanceof ProblemError) code = error.problem.code;
      }
      expect(code).toBe("learn.notANumber");
    }
  });
});

/** Clouds of points far apart, and the network that takes each point's own corner. */
function separable(classes: number): { network: TrainedNetwork; examples: Examples } {
  const random = randomOf(5, "clouds");
  const each = 40;
  const centre = (c: number, axis: number) => (c === axis ? 80 : -60);
  const inputs = Int8Array.from({ length: classes * each * classes }, (_, i) => {
    const example = Math.floor(i / classes);
    return Math.round(centre(example % classes, i % classes) + random.between(-30, 30));
  });
  const layer: FloatLayer = {
    kind: "fully_connected",
    samePadding: false,
    steps: 1,
    channels: classes,
    outChannels: classes,
    kernel: 0,
    stride: 0,
    lowest: -Infinity,
    highest: Infinity,
    weights: Float32Array.from({ length: classes * classes }, (_, i) => (i % (classes + 1) === 0 ? 3 : -1.1)),
    biases: Array.from({ length: classes }, () => 0.3),
  };
  const hidden = { ...layer, lowest: 0 };
  return {
    network: { kind: "network", layers: [hidden, layer] },
    examples: {
      steps: 1,
      channels: classes,
      scale: Math.fround(1 / 128),
      zeroPoint: 0,
      inputs,
      classes: Uint8Array.from({ length: classes * each }, (_, i) => i % classes),
      outputs: classes,
    },
  };
}
