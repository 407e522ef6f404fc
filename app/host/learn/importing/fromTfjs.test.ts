import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";
import { io, type Tensor, tensor } from "@tensorflow/tfjs-core";
import * as keras from "@tensorflow/tfjs-layers";
import { describe, expect, test } from "vitest";
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
