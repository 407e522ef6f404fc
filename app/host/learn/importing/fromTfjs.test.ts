import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";
import { io, type Tensor, tensor } from "@tensorflow/tfjs-core";
import * as keras from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { randomOf } from "#domain/random.ts";
import { writeFloatNetwork } from "../../engine/descriptor/network.ts";
import { openFloatNetwork } from "../../engine/network.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { ModelFile } from "./files.ts";
import { importTfjs } from "./fromTfjs.ts";

const { layers } = keras;

/** What TensorFlow.js itself writes to disk. */
async function savedBy(model: keras.LayersModel): Promise<ModelFile[]> {
  let artifacts: io.ModelArtifacts | undefined;
  await model.save(
    io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(given) };
    }),
  );
  const { modelTopology, weightSpecs, weightData, format } = artifacts!;
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  // Two shards, cut in the middle of a number.
  const cut = Math.floor(bytes.length / 2) + 1;
  const json = {
    format,
    modelTopology,
    weightsManifest: [{ paths: ["group1-shard1of2.bin", "group1-shard2of2.bin"], weights: weightSpecs }],
  };
  return [
    { name: "model.json", bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: "group1-shard1of2.bin", bytes: bytes.subarray(0, cut) },
    { name: "group1-shard2of2.bin", bytes: bytes.subarray(cut) },
  ];
}

/** Weights of every size, as training leaves them; variances stay positive. */
function scatter(model: keras.LayersModel): void {
  const random = randomOf(9, "weights");
  model.setWeights(
    model.getWeights().map((weight) => {
      const values = Float32Array.from({ length: weight.size }, () => 0.2 + Math.abs(random.normal() * 0.4));
      return tensor(
        values.map((value) => (weight.shape.length > 1 && random.chance(0.5) ? -value : value)),
        weight.shape,
      );
    }),
  );
}

const dense = () =>
  keras.sequential({
    layers: [
      layers.dense({ inputShape: [6], units: 5 }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 4, activation: "relu6", useBias: false }),
      layers.batchNormalization(),
      layers.dense({ units: 3, activation: "linear" }),
    ],
  });

const windows = () =>
  keras.sequential({
    layers: [
      layers.conv1d({ inputShape: [21, 6], filters: 5, kernelSize: 4, padding: "same", activation: "relu" }),
      layers.maxPooling1d({ poolSize: 2 }),
      layers.batchNormalization(),
      layers.conv1d({ filters: 4, kernelSize: 3, strides: 2 }),
      layers.activation({ activation: "relu" }),
      layers.averagePooling1d({ poolSize: 2, strides: 1, padding: "same" }),
      layers.dense({ units: 3 }),
      layers.flatten(),
      layers.dense({ units: 4 }),
    ],
  });

function functional(): keras.LayersModel {
  const input = keras.input({ shape: [12, 2] });
  const reshaped = layers.reshape({ targetShape: [6, 4] }).apply(input) as keras.SymbolicTensor;
  const seen = layers.conv1d({ filters: 3, kernelSize: 2 }).apply(reshaped) as keras.SymbolicTensor;
  const mean = layers.globalAveragePooling1d({}).apply(seen) as keras.SymbolicTensor;
  return keras.model({ inputs: input, outputs: layers.dense({ units: 2 }).apply(mean) as keras.SymbolicTensor });
}

describe.skipIf(!engineHere)("a TensorFlow.js model", () => {
  test.each([
    ["of features", dense],
    ["of windows", windows],
    ["with its layers as functions", functional],
  ])("%s says in the engine what it says in TensorFlow.js", async (_name, make) => {
    const model = make();
    scatter(model);
    const { model: report, network } = importTfjs(await savedBy(model));
    expect(report.obstacles).toEqual([]);
    if (network?.kind !== "network") throw new Error("a layers model is float");
    const size = report.network!.steps * report.network!.channels;
    const random = randomOf(4, "inputs");
    const inputs = Float32Array.from({ length: size * 10 }, () => random.normal());
    const shape = report.inputs[0]!.shape.map((one) => (one === -1 ? 10 : one));
    expect(shape.slice(1).reduce((a, b) => a * b)).toBe(size);
    const wanted = (model.predict(tensor(inputs, shape)) as Tensor).dataSync();
    const said = openFloatNetwork(writeFloatNetwork(network.layers), size).run(inputs);
    expect(said).toHaveLength(wanted.length);
    const largest = Math.max(...Array.from(wanted, Math.abs));
    for (const [i, value] of wanted.entries()) expect(Math.abs(said[i]! - value)).toBeLessThan(1e-5 * (1 + largest));
  });

  test("its softmax is left out, and batch normalization becomes part of the layer before it", async () => {
    const model = dense();
    model.add(layers.softmax());
    const { model: report, network } = importTfjs(await savedBy(model));
    expect(report.operators.at(-1)).toBe("Softmax");
    expect(network!.layers.map(({ kind }) => kind)).toEqual([
      "fully_connected",
      "fully_connected",
      "depthwise_convolution",
      "fully_connected",
    ]);
    expect(network!.layers[0]).toMatchObject({ lowest: 0 });
  });
});

describe("a TensorFlow.js model that cannot run", () => {
  const reasonOf = async (model: keras.LayersModel) => importTfjs(await savedBy(model)).model.obstacles[0];

  test("says which layer stands in the way, and where", async () => {
    const lstm = keras.sequential({
      layers: [layers.lstm({ inputShape: [9, 6], units: 4 }), layers.dense({ units: 2, name: "end" })],
    });
    expect(await reasonOf(lstm)).toMatchObject({ code: "import.unknownOperator" });
    expect((await reasonOf(lstm))!.detail.where).toMatch(/^LSTM ".*" \(1 of 2\)$/);
    const tanh = keras.sequential({ layers: [layers.dense({ inputShape: [4], units: 2, activation: "tanh" })] });
    expect(await reasonOf(tanh)).toMatchObject({ code: "import.activation", detail: { activation: "tanh" } });
    const causal = keras.sequential({
      layers: [layers.conv1d({ inputShape: [9, 2], filters: 2, kernelSize: 3, padding: "causal" })],
    });
    expect(await reasonOf(causal)).toMatchObject({ code: "import.padding" });
    const over = keras.sequential({ layers: [layers.conv1d({ inputShape: [9, 2], filters: 2, kernelSize: 3 })] });
    expect(await reasonOf(over)).toMatchObject({ code: "import.outputsOverTime", detail: { steps: 7 } });
    const early = keras.sequential({
      layers: [layers.dense({ inputShape: [4], units: 2, activation: "softmax" }), layers.dense({ units: 2 })],
    });
    expect(await reasonOf(early)).toMatchObject({ code: "import.notAtEnd" });
  });

  test("is refused where a file of it is missing, cut short or of another kind", async () => {
    const files = await savedBy(dense());
    const codeOf = (given: readonly ModelFile[]) => {
      try {
        importTfjs(given);
      } catch (error) {
        if (error instanceof ProblemError) return error.problem;
        throw error;
      }
      return null;
    };
    expect(codeOf(files.slice(0, 2))).toEqual({ code: "import.missingFile", detail: { file: "group1-shard2of2.bin" } });
    expect(codeOf([])).toEqual({ code: "import.missingFile", detail: { file: "model.json" } });
    const short = files.map((file, i) => (i === 2 ? { ...file, bytes: file.bytes.subarray(8) } : file));
    expect(codeOf(short)).toMatchObject({ code: "import.damaged" });
    const json = (value: unknown) => [{ name: "model.json", bytes: new TextEncoder().encode(JSON.stringify(value)) }];
    expect(codeOf(json({ format: "graph-model" }))).toMatchObject({ code: "import.graphModel" });
    expect(codeOf(json({ modelTopology: 3, weightsManifest: [] }))).toMatchObject({ code: "import.damaged" });
    expect(codeOf([{ name: "model.json", bytes: Uint8Array.of(123, 4) }])).toMatchObject({ code: "import.damaged" });
  });
});

/** Whatever stands in the files: a sentence, an obstacle, or a network that the engine takes. Never anything else. */
function verdictOf(files: readonly ModelFile[]): string {
  try {
    const { model, network } = importTfjs(files);
    expect(model.obstacles.length === 0).toBe(network !== null);
    if (network === null) return "obstacle";
    if (network.kind !== "network") throw new Error("a layers model is float");
    const { steps, channels } = network.layers[0]!;
    openFloatNetwork(writeFloatNetwork(network.layers), steps * channels);
    return "network";
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(["import.damaged", "import.missingFile", "import.graphModel"]).toContain(error.problem.code);
    return "refused";
  }
}

const jsonFile = (value: unknown): ModelFile => ({
  name: "model.json",
  bytes: new TextEncoder().encode(JSON.stringify(value)),
});

describe.skipIf(!engineHere)("a model.json that somebody changed", () => {
  let models: ModelFile[][];
  beforeAll(async () => {
    models = await Promise.all([dense(), windows(), functional()].map(savedBy));
  });

  const number = fc.constantFrom(-1, 0, 1, 2, 3, 1.5, 6, 2 ** 16, 2 ** 31, 2 ** 53, 1e300);
  const word = fc.constantFrom("", "relu", "same", "Dense", "Conv1D", "Flatten", "Reshape", "ReLU", "uint8", "uint16");
  /** Values that readers stumble over: sizes that lie, signs, fractions, other types, names of files elsewhere. */
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      "../../x",
      "/etc/passwd",
      "..\\..\\x",
      "model.json",
      "group1-shard1of2.bin",
      [2, 3],
      [-1, 4],
    ),
    fc.constantFrom<unknown>("Dense", "Conv1D", "Flatten", "Reshape", "BatchNormalization", "MaxPooling1D", "uint8"),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const change = fc.record({
    place: fc.noBias(fc.nat(99_999)),
    number,
    word,
    value,
    wild: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  });

  /** Every place of a JSON value. */
  type Place = [holder: Record<string, unknown>, key: string];
  function placesIn(node: unknown): Place[] {
    if (typeof node !== "object" || node === null) return [];
    const holder = node as Record<string, unknown>;
    return Object.keys(holder).flatMap((key) => [[holder, key] as Place, ...placesIn(holder[key])]);
  }

  test("at any place, or cut in its weights, is refused, told, or runs", () => {
    const seen = { network: 0, obstacle: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.noBias(fc.nat(9)),
        (which, changes, cutAt) => {
          const [json, ...shards] = models[which]!;
          const parsed: unknown = JSON.parse(new TextDecoder().decode(json!.bytes));
          for (const one of changes) {
            const isLeaf = ([holder, key]: Place) => typeof holder[key] !== "object" || holder[key] === null;
            const places = placesIn(parsed).filter((place) => one.wild || isLeaf(place));
            const [holder, key] = places[one.place % places.length]!;
            const kind = one.wild ? "wild" : typeof holder[key];
            holder[key] = kind === "number" ? one.number : kind === "string" ? one.word : one.value;
          }
          const cut = cutAt > 0 ? shards : shards.slice(1);
          seen[verdictOf([jsonFile(parsed), ...cut]) as keyof typeof seen]++;
        },
      ),
      { numRuns: 3_000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  }, 120_000);

  test("into anything at all is refused", () => {
    const refused = (file: ModelFile) => expect(verdictOf([file])).toBe("refused");
    const bytes = fc.uint8Array({ maxLength: 100 });
    fc.assert(fc.property(fc.jsonValue(), (json) => void refused(jsonFile(json))));
    fc.assert(fc.property(bytes, (some) => void refused({ name: "model.json", bytes: some })));
  });

  const changed = (
    of: (json: { weightsManifest: { paths: string[]; weights: { name: string; shape: number[] }[] }[] }) => void,
  ) => {
    const [json, ...shards] = models[0]!;
    const parsed = JSON.parse(new TextDecoder().decode(json!.bytes));
    of(parsed);
    return [jsonFile(parsed), ...shards];
  };

  test("with a path out of its folder finds only the files that were given, by their names", () => {
    const path = (from: string) => changed(({ weightsManifest }) => weightsManifest[0]!.paths.splice(0, 1, from));
    expect(verdictOf(path("../../group1-shard1of2.bin"))).toBe("network");
    for (const elsewhere of ["../../secret.bin", "/etc/passwd", "..", "."]) {
      expect(() => importTfjs(path(elsewhere))).toThrow("import.missingFile");
    }
  });

  test("with one shard named without end is refused before it fills the memory", () => {
    const [name] = ["group1-shard1of2.bin"];
    const files = changed(({ weightsManifest }) => weightsManifest[0]!.paths.splice(0, 2, ...Array(1000).fill(name)));
    expect(() => importTfjs(files)).toThrow("import.damaged");
  });

  test("with a kernel that lies about its sides is told, though it holds as many numbers", () => {
    const files = changed(({ weightsManifest }) => weightsManifest[0]!.weights[0]!.shape.reverse());
    expect(importTfjs(files).model.obstacles).toMatchObject([{ code: "import.badWeights" }]);
  });
});
