import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ForeignModel } from "#domain/learning/imports.ts";
import { toTflite } from "#host/learn/tflite/toTflite.ts";
import { writeTflite } from "#host/learn/tflite/writeTflite.ts";
import { CommandLine } from "./testing/commandLine.ts";

let line: CommandLine;
beforeEach(async () => {
  line = await CommandLine.open();
});
afterEach(() => line.close());

/** One dense layer of two numbers, as somebody else may send it. */
const model = toTflite({
  kind: "network",
  layers: [
    {
      ...{ kind: "fully_connected", samePadding: false, steps: 1, channels: 2, outChannels: 3, kernel: 0, stride: 0 },
      ...{ lowest: -Infinity, highest: Infinity, weights: Float32Array.of(1, 2, 3, 4, 5, 6), biases: [0, 0, 0] },
    },
  ],
});

describe("a model file of another tool, on the command line", () => {
  test("shows its ends and says that the engine runs it", async () => {
    const file = join(line.folder, "punches.tflite");
    await writeFile(file, writeTflite(model));
    expect(await line.run("models", "inspect", file)).toBe(0);
    expect(line.out.join("\n")).toContain("The engine runs it in float: 1 layer, 1 x 2 numbers in, 3 out.");
    expect(await line.run("models", "inspect", file, "--json")).toBe(0);
    const told = JSON.parse(line.out.join("\n")) as ForeignModel;
    expect(told).toMatchObject({ format: "tflite", operators: ["FULLY_CONNECTED"], obstacles: [] });
    expect(told.inputs).toMatchObject([{ type: "float32", shape: [1, 2], quantization: null }]);
  });

  test("says what stands in the way, and what to do", async () => {
    const file = join(line.folder, "batch.tflite");
    const tensors = model.tensors.map((tensor, i) => (i === 0 ? { ...tensor, shape: [8, 2] } : tensor));
    await writeFile(file, writeTflite({ ...model, tensors }));
    expect(await line.run("models", "inspect", file)).toBe(0);
    expect(line.out.join("\n")).toContain("input has the shape 8 x 2, which is no segment of steps and channels.");
    expect(line.out.join("\n")).toContain("Export the model for one segment at a time");
  });

  test("that is damaged or missing ends with a sentence", async () => {
    const file = join(line.folder, "broken.tflite");
    await writeFile(file, "not a model");
    expect(await line.run("models", "inspect", file)).toBe(1);
    expect(line.err.join("\n")).toContain("The model file is damaged");
    expect(await line.run("models", "inspect", join(line.folder, "nothing.tflite"))).toBe(1);
    expect(line.err.join("\n")).toContain("nothing.tflite cannot be read");
  });
});
