import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { afterEach, describe, expect, test } from "vitest";
import { chooseBackend } from "./backend.ts";

/** tfjs-node enters itself under this name. Here the plain CPU backend plays its part. */
const NATIVE = "tensorflow";

function installed(change: (kernel: tf.KernelConfig) => tf.KernelConfig = (kernel) => kernel): void {
  tf.registerBackend(NATIVE, () => tf.findBackend("cpu"));
  for (const kernel of tf.getKernelsForBackend("cpu")) {
    tf.registerKernel({ ...change(kernel), backendName: NATIVE });
  }
}

afterEach(() => {
  for (const kernel of tf.getKernelsForBackend(NATIVE)) tf.unregisterKernel(kernel.kernelName, NATIVE);
  if (tf.findBackendFactory(NATIVE) !== null) tf.removeBackend(NATIVE);
});

/** A kernel whose results lie by up to `error`, another way each time if `unsteady`. */
function lying(name: string, error: number, unsteady: boolean): (kernel: tf.KernelConfig) => tf.KernelConfig {
  let calls = 0;
  return (kernel) => {
    if (kernel.kernelName !== name) return kernel;
    const { kernelFunc } = kernel;
    return {
      ...kernel,
      kernelFunc(run) {
        const result = kernelFunc(run) as tf.TensorInfo;
        const values = (run.backend as tf.KernelBackend).readSync(result.dataId) as Float32Array;
        values[0]! += error * (unsteady ? ++calls : 1);
        return result;
      },
    };
  };
}

describe("what trains", () => {
  test("WebAssembly, where nothing else is installed", async () => {
    const missing = () => {
      throw new Error("Cannot find module");
    };
    expect(await chooseBackend(missing)).toBe("wasm");
    expect(tf.getBackend()).toBe("wasm");
  });

  test("tfjs-node, where it is installed and trains as WebAssembly does", async () => {
    expect(await chooseBackend(() => installed())).toBe("tfjs-node");
    expect(tf.getBackend()).toBe(NATIVE);
  });

  test.each([
    ["is installed and enters no backend", () => {}],
    ["computes something else", () => installed(lying("BatchMatMul", 0.1, false))],
    ["computes something else in convolutions", () => installed(lying("Conv2D", 0.5, false))],
    ["does not repeat itself", () => installed(lying("Relu", 1e-6, true))],
  ])("WebAssembly, where tfjs-node %s", async (_, load) => {
    expect(await chooseBackend(load)).toBe("wasm");
    expect(tf.getBackend()).toBe("wasm");
  });
});
