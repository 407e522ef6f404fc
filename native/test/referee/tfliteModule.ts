import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const PACKAGE = "@tensorflow/tfjs-tflite";
const PROFILE_ENTRIES = 1024;
/** About one model in twenty is given a profiler that stays silent; four in a row have not been seen. */
const ATTEMPTS = 8;

/** What one run of a model gave: its first output, and the kernels that ran, by the interpreter's own profile. */
export interface Inference {
  readonly outputs: Int8Array;
  readonly kernels: readonly string[];
}

/** TensorFlow Lite's own interpreter with its builtin kernels, compiled to WebAssembly, in this process. */
export class TfliteModule {
  readonly #module: WasmModule;
  /** Package and version. */
  readonly description: string;

  constructor(module: WasmModule, description: string) {
    this.#module = module;
    this.description = description;
  }

  /** Runs a `.tflite` file once over its inputs. Throws if the interpreter refuses it. */
  infer(model: Uint8Array, inputs: readonly (Int8Array | Int32Array)[]): Inference {
    // Whether a model's profiler speaks depends on where in memory it lies: silent ones are held until one speaks.
    const held: (() => void)[] = [];
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const runner = this.#load(model, held);
        const tensors = runner.GetInputs();
        for (const [i, input] of inputs.entries()) tensors.get(i).data().set(input);
        if (!runner.Infer()) throw new Error("TensorFlow Lite failed");
        const profile = runner.GetProfilingResults();
        if (profile.size() === 0) continue;
        return {
          outputs: Int8Array.from(runner.GetOutputs().get(0).data()),
          kernels: Array.from({ length: profile.size() }, (_, i) => profile.get(i).nodeType),
        };
      }
      throw new Error("TensorFlow Lite does not say which kernels ran");
    } finally {
      for (const free of held.reverse()) free();
    }
  }

  #load(model: Uint8Array, held: (() => void)[]): WasmRunner {
    const module = this.#module;
    const place = module._malloc(model.length);
    held.push(() => module._free(place));
    module.HEAPU8.set(model, place);
    const made = module.TFLiteWebModelRunner.CreateFromBufferAndOptions(place, model.length, {
      numThreads: 1,
      enableProfiling: true,
      maxProfilingBufferEntries: PROFILE_ENTRIES,
    });
    held.push(() => made.delete());
    if (!made.ok()) throw new Error(`TensorFlow Lite refuses the model: ${made.errorMessage()}`);
    const runner = made.value();
    held.push(() => runner.delete());
    return runner;
  }
}

/** Loads the interpreter from the package beside this file, which must be installed. */
export async function loadTflite(): Promise<TfliteModule> {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${PACKAGE}/package.json`);
  const folder = join(dirname(manifest), "wasm");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const load = require(join(folder, "tflite_web_api_cc.js")) as (options: object) => Promise<WasmModule>;
  const silent = () => {};
  const module = await load({
    wasmBinary: readFileSync(join(folder, "tflite_web_api_cc.wasm")),
    locateFile: (file: string) => join(folder, file),
    print: silent,
    printErr: silent,
  });
  return new TfliteModule(module, `${PACKAGE} ${version}`);
}

interface WasmList<T> {
  size(): number;
  get(index: number): T;
}

interface WasmTensor {
  /** A view of the tensor's memory, good until the next call. */
  data(): Int8Array | Int32Array;
}

interface WasmRunner {
  GetInputs(): WasmList<WasmTensor>;
  GetOutputs(): WasmList<WasmTensor>;
  Infer(): boolean;
  GetProfilingResults(): WasmList<{ nodeType: string }>;
  delete(): void;
}

interface WasmModule {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(place: number): void;
  readonly TFLiteWebModelRunner: {
    CreateFromBufferAndOptions(
      place: number,
      bytes: number,
      options: { numThreads: number; enableProfiling: boolean; maxProfilingBufferEntries: number },
    ): { ok(): boolean; errorMessage(): string; value(): WasmRunner; delete(): void };
  };
}
