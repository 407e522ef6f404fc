import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { trainedNetwork } from "../testing/networks.ts";
import { toTflite } from "../tflite/toTflite.ts";
import { writeTflite } from "../tflite/writeTflite.ts";
import { importFiles } from "./importFiles.ts";
import { modelFiles } from "./modelFiles.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-models-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const opened = async (path: string) => importFiles(await modelFiles(path));

const problemOf = async (path: string) => {
  const error = await opened(path).then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem : error;
};

/** A dense layer with two inputs as TensorFlow.js writes it. */
const model = {
  format: "layers-model",
  modelTopology: {
    class_name: "Sequential",
    config: { layers: [{ class_name: "Dense", config: { name: "d", units: 1, batch_input_shape: [null, 2] } }] },
  },
  weightsManifest: [
    {
      paths: ["weights.bin"],
      weights: [
        { name: "d/kernel", shape: [2, 1], dtype: "float32", quantization: { dtype: "uint8", scale: 0.5, min: -1 } },
        { name: "d/bias", shape: [1], dtype: "float32", quantization: { dtype: "uint16", scale: 0.25, min: 0 } },
      ],
    },
  ],
};

describe("a model on disk", () => {
  test("as .tflite, told by its ending", async () => {
    const [network] = fc.sample(trainedNetwork, { numRuns: 1, seed: 2 });
    const path = join(folder, "punches.tflite");
    await writeFile(path, writeTflite(toTflite(network!)));
    expect(await opened(path)).toMatchObject({ model: { format: "tflite", obstacles: [] }, network });
  });

  test("as a folder of TensorFlow.js, by its model.json or as a whole; quantized weights become what they stand for", async () => {
    const whole = join(folder, "web");
    await mkdir(whole);
    await writeFile(join(whole, "model.json"), JSON.stringify(model));
    await writeFile(join(whole, "weights.bin"), Uint8Array.of(4, 1, 6, 0));
    for (const path of [whole, join(whole, "model.json")]) {
      const { network } = await opened(path);
      expect(network!.layers).toMatchObject([{ weights: Float32Array.of(1, -0.5), biases: [1.5] }]);
    }
  });

  test("is refused where there is none, where it is of no known kind, and where it is far too large", async () => {
    expect(await problemOf(join(folder, "nothing.tflite"))).toMatchObject({ code: "import.unreadable" });
    expect(await problemOf(folder)).toMatchObject({ code: "import.unknownFormat" });
    await writeFile(join(folder, "model.onnx"), "");
    expect(await problemOf(join(folder, "model.onnx"))).toEqual({
      code: "import.unknownFormat",
      detail: { file: "model.onnx" },
    });
    await writeFile(join(folder, "huge.tflite"), "");
    await truncate(join(folder, "huge.tflite"), 65 * 2 ** 20);
    expect(await problemOf(join(folder, "huge.tflite"))).toMatchObject({ code: "import.tooLargeFile" });
  });
});
