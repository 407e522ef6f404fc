import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { writeNetwork } from "../../engine/descriptor/network.ts";
import { openInt8Network } from "../../engine/network.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { quantize } from "../quantize/quantize.ts";
import { examplesFor, trainedNetwork } from "../testing/networks.ts";
import type { TfliteModel, TfliteOperator } from "../tflite/model.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { importTflite } from "./fromTflite.ts";

const obstacle = (model: TfliteModel) => {
  const { model: report, network } = importTflite(writeTflite(model));
  expect(report.network === null).toBe(network === null);
  return report.obstacles.map(({ code, detail }) => [code, detail.where]);
};

/** A float model of two dense layers, to be spoilt. */
const dense = toTflite({
  kind: "network",
  layers: [3, 2].map((outChannels, i) => ({
    kind: "fully_connected" as const,
    samePadding: false,
    steps: 1,
    channels: i === 0 ? 4 : 3,
    outChannels,
    kernel: 0,
    stride: 0,
    lowest: i === 0 ? 0 : Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
    weights: Float32Array.from({ length: outChannels * (i === 0 ? 4 : 3) }, (_, at) => at - 2),
    biases: Array.from({ length: outChannels }, (_, at) => at),
  })),
});

/** One more operator at the end of a model. */
function behind(model: TfliteModel, operator: object): TfliteModel {
  const [end] = model.outputs;
  const { quantization: _, ...tensor } = model.tensors[end!]!;
  const added = { version: 1, ...operator, inputs: [end!], outputs: [model.tensors.length] } as unknown;
  return {
    ...model,
    tensors: [...model.tensors, { ...tensor, name: "added" }],
    operators: [...model.operators, added as TfliteOperator],
    outputs: [model.tensors.length],
  };
}

describe("a .tflite file of ours", () => {
  test("comes back as the same layers, float", () => {
    fc.assert(
      fc.property(trainedNetwork, (network) => {
        const { model, network: back } = importTflite(writeTflite(toTflite(network)));
        expect(model.obstacles).toEqual([]);
        expect(back).toEqual(network);
      }),
      { numRuns: 200 },
    );
  });

  test.skipIf(!engineHere)("comes back as the same layers, int8, bit for bit, and its signature says its ends", () => {
    fc.assert(
      fc.property(trainedNetwork, fc.nat(), (network, seed) => {
        const examples = examplesFor(network, seed);
        const { layers, output } = quantize(network, examples);
        const { model, network: back } = importTflite(writeTflite(toTflite({ layers, output })));
        expect(model.obstacles).toEqual([]);
        expect(back).toEqual({ kind: "int8", layers, output });
        const { steps, channels, scale, zeroPoint, outputs } = examples;
        expect(model.network).toEqual({ numbers: "int8", steps, channels, outputs, layers: layers.length });
        expect(model.inputs).toEqual([
          {
            name: "input",
            type: "int8",
            shape: steps === 1 ? [1, channels] : [1, steps, channels],
            quantization: { scale, zeroPoint },
          },
        ]);
        expect(model.outputs).toMatchObject([{ type: "int8", shape: [1, outputs], quantization: output }]);
        const size = steps * channels;
        if (back?.kind !== "int8") throw new Error("int8 stays int8");
        const said = openInt8Network(writeNetwork(back.layers), size).run(examples.inputs);
        expect(said).toEqual(openInt8Network(writeNetwork(layers), size).run(examples.inputs));
      }),
      { numRuns: 150 },
    );
  });
});

describe("a .tflite file of others", () => {
  test("a softmax at the end, and real numbers around int8, are left to the engine's own ends", () => {
    const back = importTflite(writeTflite(behind(dense, { kind: "SOFTMAX" })));
    expect(back.model.operators).toEqual(["FULLY_CONNECTED", "FULLY_CONNECTED", "SOFTMAX"]);
    expect(back.network).toEqual(importTflite(writeTflite(dense)).network);
  });

  test("an activation of its own limits the layer before it", () => {
    const { network } = importTflite(writeTflite(behind(dense, { kind: "RELU6" })));
    expect(network!.layers.at(-1)).toMatchObject({ lowest: 0, highest: 6 });
  });

  test("an unknown operator is named, with its place", () => {
    expect(obstacle(behind(dense, { kind: "LOGISTIC" }))).toEqual([["import.unknownOperator", "LOGISTIC (3 of 3)"]]);
    expect(obstacle(behind(behind(dense, { kind: "SOFTMAX" }), { kind: "RELU" }))).toEqual([
      ["import.notAtEnd", "SOFTMAX (3 of 4)"],
    ]);
  });

  test("a shape, a type or a constant that does not fit is named", () => {
    const change = (at: number, tensor: object): TfliteModel => ({
      ...dense,
      tensors: dense.tensors.map((one, i) => (i === at ? ({ ...one, ...tensor } as typeof one) : one)),
    });
    const { data: _, ...bare } = dense.tensors[1]!;
    expect(obstacle({ ...dense, tensors: dense.tensors.map((one, i) => (i === 1 ? bare : one)) })[0]![0]).toBe(
      "import.noConstant",
    );
    expect(obstacle(change(0, { shape: [8, 4] }))[0]![0]).toBe("import.badShape");
    expect(obstacle(change(0, { shape: [1, 2, 3, 4] }))[0]![0]).toBe("import.twoAxes");
    expect(obstacle(change(0, { type: "int32" }))[0]![0]).toBe("import.badType");
    expect(obstacle(change(1, { shape: [3, 5] }))[0]![0]).toBe("import.badSettings");
    expect(obstacle(change(1, { data: new Float32Array(5) }))[0]![0]).toBe("import.badWeights");
    expect(obstacle(change(1, { data: new Float32Array(12).fill(Number.NaN) }))[0]![0]).toBe("import.notANumber");
    expect(obstacle({ ...dense, inputs: [0, 0] })[0]![0]).toBe("import.severalEnds");
    expect(obstacle({ ...dense, operators: dense.operators.toReversed() })[0]![0]).toBe("import.branches");
    expect(obstacle({ ...dense, operators: [], outputs: [0] })[0]![0]).toBe("import.noLayers");
  });
});

describe.skipIf(!engineHere)("a damaged .tflite file", () => {
  const files = fc.sample(fc.tuple(trainedNetwork, fc.nat()), { numRuns: 12, seed: 3 }).flatMap(([network, seed]) => {
    return [network, quantize(network, examplesFor(network, seed))].map((one) => writeTflite(toTflite(one)));
  });
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    // Most of a file is weights; what is said about them lies at its start and at its end.
    near: fc.constantFrom("start", "end", "anywhere"),
    value: fc.constantFrom(
      0,
      1,
      2,
      4,
      8,
      0x7f,
      0x80,
      0xff,
      0x7fff,
      0xffff,
      0x10000,
      0x7fffffff,
      0x80000000,
      0xffffffff,
    ),
    bytes: fc.constantFrom(1, 2, 4),
  });

  interface Change {
    at: number;
    near: string;
    value: number;
    bytes: number;
  }

  function mutated(file: Uint8Array, changes: readonly Change[], kept: number): Uint8Array {
    const bytes = file.slice();
    const view = new DataView(bytes.buffer);
    for (const { at, near, value, bytes: count } of changes) {
      const span = near === "anywhere" ? bytes.length - 4 : Math.min(600, bytes.length - 4);
      const place = Math.floor(at * span) + (near === "end" ? bytes.length - 4 - span : 0);
      if (count === 1) view.setUint8(place, value & 0xff);
      else if (count === 2) view.setUint16(place, value & 0xffff, true);
      else view.setUint32(place, value >>> 0, true);
    }
    return kept < 0.8 ? bytes : bytes.subarray(0, Math.floor(((kept - 0.8) / 0.2) * bytes.length));
  }

  test("is refused by a sentence, told as an obstacle, or a network that the engine takes: never anything else", () => {
    const seen = { damaged: 0, obstacle: 0, network: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (file, changes, kept) => {
          try {
            const { model, network } = importTflite(mutated(file, changes, kept));
            expect(model.obstacles.length === 0).toBe(network !== null);
            if (network === null) seen.obstacle++;
            else seen.network++;
            if (network?.kind === "int8") openInt8Network(writeNetwork(network.layers), sizeOf(network.layers[0]!));
          } catch (error) {
            if (!(error instanceof ProblemError) || error.problem.code !== "import.damaged") throw error;
            seen.damaged++;
          }
        },
      ),
      { numRuns: 20_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  }, 120_000);

  test("of any bytes at all is refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => importTflite(bytes)).toThrow(ProblemError);
        const named = Uint8Array.from([
          ...bytes.subarray(0, 4),
          ...new TextEncoder().encode("TFL3"),
          ...bytes.subarray(4),
        ]);
        expect(() => importTflite(named)).toThrow(ProblemError);
      }),
      { numRuns: 5_000 },
    );
  });
});

const sizeOf = ({ steps, channels }: { steps: number; channels: number }) => steps * channels;
