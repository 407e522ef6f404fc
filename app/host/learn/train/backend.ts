import { createRequire } from "node:module";
import { dirname } from "node:path";
// Layers brings the gradients of all operations; the core alone has none.
import "@tensorflow/tfjs-layers";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { registerConvolutionGradient } from "./convolutionGradient.ts";
import { sameAnswers } from "./selfCheck.ts";

/** As the studio names what trains. Bytes repeat on the same one only. */
export type BackendName = "wasm" | "tfjs-node";

const require = createRequire(import.meta.url);
/** The name under which tfjs-node enters itself. */
const NATIVE = "tensorflow";

/** TensorFlow.js on WebAssembly: one thread, so that its sums run in one order. It is always there. */
export async function startWasm(): Promise<void> {
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  registerConvolutionGradient();
  await tf.setBackend("wasm");
}

/**
 * Takes `@tensorflow/tfjs-node` where a person installed it and it trains small networks as WebAssembly does, twice with
 * the same bits; otherwise WebAssembly.
 */
export async function chooseBackend(loadNative: () => unknown = loadTfjsNode): Promise<BackendName> {
  await startWasm();
  try {
    loadNative();
    if (await sameAnswers("wasm", NATIVE)) {
      await tf.setBackend(NATIVE);
      return "tfjs-node";
    }
  } catch {
    // Not installed, or built for another Node: WebAssembly trains.
  }
  await tf.setBackend("wasm");
  return "wasm";
}

function loadTfjsNode(): unknown {
  return require("@tensorflow/tfjs-node");
}
