import { BinaryWriter } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { importSavedModel } from "./fromSavedModel.ts";

const LENGTH_DELIMITED = 2;

/** A message of fields: text, bytes of another message, or whole numbers. */
function message(...fields: readonly (readonly [number, string | number | Uint8Array])[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, value] of fields) {
    if (typeof value === "number") writer.tag(number, 0).int64(value);
    else if (typeof value === "string") writer.tag(number, LENGTH_DELIMITED).string(value);
    else writer.tag(number, LENGTH_DELIMITED).bytes(value);
  }
  return writer.finish();
}

const shape = (sizes: readonly number[]) => message(...sizes.map((size) => [2, message([1, size])] as const));
const attribute = (name: string, value: Uint8Array) => [5, message([1, name], [2, value])] as const;
const list = (numbers: readonly number[]) => message([1, message(...numbers.map((one) => [3, one] as const))]);

const node = (name: string, operator: string, inputs: readonly string[], ...attributes: (readonly [5, Uint8Array])[]) =>
  message([1, name], [2, operator], ...inputs.map((input) => [3, input] as const), ...attributes);

function constant(name: string, sizes: readonly number[], values: Float32Array | Int32Array): Uint8Array {
  const type = values instanceof Float32Array ? 1 : 3;
  const tensor = message([1, type], [2, shape(sizes)], [4, new Uint8Array(values.buffer)]);
  return node(name, "Const", [], attribute("value", message([8, tensor])));
}

const end = (name: string, tensor: string, sizes: readonly number[]) =>
  message([1, name], [2, message([1, tensor], [2, 1], [3, shape(sizes)])]);

function savedModel(nodes: readonly Uint8Array[], sizes: readonly number[], output: string): Uint8Array {
  const graph = message(...nodes.map((one) => [1, one] as const));
  const signature = message([1, end("samples", "x:0", sizes)], [2, end("scores", `${output}:0`, [-1, 2])]);
  return message([1, 1], [2, message([2, graph], [5, message([1, "serving_default"], [2, signature])])]);
}

const open = (bytes: Uint8Array) => importSavedModel([{ name: "saved_model.pb", bytes }]);

const DENSE = [
  node("x", "Placeholder", []),
  constant("w1", [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6)),
  constant("b1", [3], Float32Array.of(7, 8, 9)),
  constant("w2", [3, 2], Float32Array.of(1, 0, 0, 1, 1, 1)),
  node("w2/read", "Identity", ["w2"]),
  constant("b2", [2], Float32Array.of(-1)),
  node("m1", "MatMul", ["x", "w1"]),
  node("a1", "BiasAdd", ["m1", "b1"]),
  node("r1", "Relu", ["a1", "^x"]),
  node("m2", "MatMul", ["r1:0", "w2/read"]),
  node("a2", "AddV2", ["m2", "b2"]),
  node("end", "Softmax", ["a2"]),
];

describe("a SavedModel", () => {
  test("of frozen dense layers comes in whole, with its signature", () => {
    const { model, network } = open(savedModel(DENSE, [-1, 2], "end"));
    expect(model).toMatchObject({
      format: "savedModel",
      description: "serving_default",
      inputs: [{ name: "samples", type: "float32", shape: [-1, 2] }],
      outputs: [{ name: "scores", type: "float32", shape: [-1, 2] }],
      obstacles: [],
      network: { numbers: "float", steps: 1, channels: 2, outputs: 2, layers: 2 },
    });
    expect(network!.layers).toMatchObject([
      { lowest: 0, weights: Float32Array.of(1, 4, 2, 5, 3, 6), biases: [7, 8, 9] },
      { lowest: -Infinity, weights: Float32Array.of(1, 0, 1, 0, 1, 1), biases: [-1, -1] },
    ]);
  });

  test("of convolutions over time comes in with its strides, padding and pools", () => {
    const text = (name: string, value: string) => attribute(name, message([2, value]));
    const nodes = [
      node("x", "Placeholder", []),
      constant("axis", [], Int32Array.of(1)),
      constant(
        "w",
        [1, 3, 2, 2],
        Float32Array.from({ length: 12 }, (_, i) => i),
      ),
      constant("b", [2], Float32Array.of(0.5, -0.5)),
      constant("flat", [2], Int32Array.of(-1, 6)),
      constant("w2", [6, 2], new Float32Array(12).fill(1)),
      node("wide", "ExpandDims", ["x", "axis"]),
      node("c", "Conv2D", ["wide", "w"], attribute("strides", list([1, 1, 2, 1])), text("padding", "SAME")),
      node("a", "BiasAdd", ["c", "b"]),
      node("r", "Relu6", ["a"]),
      node(
        "p",
        "MaxPool",
        ["r"],
        attribute("ksize", list([1, 1, 2, 1])),
        attribute("strides", list([1, 1, 2, 1])),
        text("padding", "VALID"),
      ),
      node("s", "Squeeze", ["p"]),
      node("f", "Reshape", ["s", "flat"]),
      node("m", "MatMul", ["f", "w2"]),
    ];
    const { model, network } = open(savedModel(nodes, [-1, 12, 2], "m"));
    expect(model.obstacles).toEqual([]);
    expect(network!.layers).toMatchObject([
      {
        ...{ kind: "convolution", samePadding: true, steps: 12, channels: 2, outChannels: 2, kernel: 3, stride: 2 },
        ...{ lowest: 0, highest: 6, biases: [0.5, -0.5] },
        weights: Float32Array.of(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11),
      },
      { kind: "maximum_pool", samePadding: false, steps: 6, kernel: 2, stride: 2 },
      { kind: "fully_connected", steps: 3, channels: 2, outChannels: 2 },
    ]);
  });

  test("whose weights are variables, or whose operators the engine has not, says what to convert it to", () => {
    const reason = (nodes: readonly Uint8Array[], output: string) =>
      open(savedModel(nodes, [-1, 2], output)).model.obstacles.map(({ code, detail }) => [code, detail.where]);
    const kept = [node("x", "Placeholder", []), node("call", "StatefulPartitionedCall", ["x"])];
    expect(reason(kept, "call")).toEqual([["import.notFrozen", 'StatefulPartitionedCall "call"']]);
    const variable = [node("x", "Placeholder", []), node("v", "VarHandleOp", []), node("m", "MatMul", ["x", "v"])];
    expect(reason(variable, "m")).toEqual([["import.notFrozen", 'MatMul "m"']]);
    expect(reason([...DENSE, node("t", "Tanh", ["a2"])], "t")).toEqual([["import.unknownOperator", 'Tanh "t"']]);
    expect(reason(DENSE, "elsewhere")).toEqual([["import.branches", "elsewhere"]]);
    const round = [node("x", "Placeholder", []), node("a", "Relu", ["b"]), node("b", "Relu", ["a"])];
    expect(reason(round, "a")[0]![0]).toBe("import.branches");
  });

  test("that is damaged is refused by a sentence, or told as an obstacle", () => {
    const file = savedModel(DENSE, [-1, 2], "end");
    const change = fc.tuple(fc.nat(file.length - 1), fc.constantFrom(0, 1, 2, 8, 10, 0x7f, 0x80, 0xff));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(file.length), (changes, kept) => {
        const bytes = file.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { model, network } = open(kept % 4 === 0 ? bytes.subarray(0, kept) : bytes);
          expect(model.obstacles.length === 0).toBe(network !== null);
        } catch (error) {
          if (!(error instanceof ProblemError) || error.problem.code !== "import.damaged") throw error;
        }
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
