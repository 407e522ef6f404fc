import { join } from "node:path";
import { Coverage } from "./coverage.ts";
import { buildEngine } from "./engineProgram.ts";
import { importedCases } from "./imported.ts";
import { installInterpreter } from "./install.ts";
import { Interpreter } from "./interpreter.ts";
import { inputSize, outputSize } from "./network.ts";
import { randomInputs, randomNetwork } from "./randomNetwork.ts";
import { Tally } from "./tally.ts";
import { loadTflite, type TfliteModule } from "./tfliteModule.ts";
import { trainedCases } from "./trained.ts";

export interface RefereeOrder {
  readonly networks: number;
  readonly inputs: number;
  readonly seed: number;
  progress(text: string): void;
}

type Figures = ReturnType<Tally["figures"]>;

export interface RefereeReport {
  readonly passed: boolean;
  readonly networks: number;
  readonly inputs: number;
  readonly seed: number;
  /** Engine against the interpreter's reference kernels: none may differ. */
  readonly compared: Figures;
  /** Engine against the interpreter's fast kernels, which round once: some must differ. */
  readonly sensitivity: Figures;
  /** Trained networks, as their exported .tflite files hold them: engine against the reference kernels. None may differ. */
  readonly trained: Figures;
  /** The same files as they are, with whatever kernels the interpreter takes: most of them round once. */
  readonly exported: Figures;
  /** Models that left a project and came back: their whole pipeline against the reference kernels. None may differ. */
  readonly imported: Figures;
  readonly coverage: ReturnType<Coverage["figures"]>;
  /** How often each kernel of the interpreter ran, by its own profile. */
  readonly kernels: Readonly<Record<string, number>>;
  readonly interpreter: string;
  readonly engine: string;
  readonly seconds: number;
}

const BUILD = join(import.meta.dirname, "../../../dist/native-test");
const PROGRESS_MS = 5_000;

/** Runs the same random networks on the engine and on TensorFlow Lite. Skipped by name where a tool cannot be had. */
export async function referee(order: RefereeOrder): Promise<RefereeReport | { skipped: string }> {
  const { networks, inputs, seed, progress } = order;
  const started = performance.now();
  const engine = buildEngine(BUILD);
  if (engine === null) return { skipped: "no g++ here; install the package g++" };
  const missing = installInterpreter();
  if (missing !== null) return { skipped: missing };
  const tflite = await loadTflite();
  const interpreter = new Interpreter(tflite);

  const compared = new Tally();
  const sensitivity = new Tally();
  const coverage = new Coverage();
  let told = performance.now();
  for (let n = 0; n < networks; n++) {
    const network = randomNetwork(seed + n);
    const samples = randomInputs(seed + n, network, inputs);
    const outputs = engine.run(network, samples);
    compared.add(seed + n, outputs, interpreter.run(network, samples, "reference"));
    sensitivity.add(seed + n, outputs, interpreter.run(network, samples, "fast"));
    coverage.add(network, outputs);
    if (performance.now() - told > PROGRESS_MS) {
      progress(`${n + 1} of ${networks} networks, ${compared.differing} of ${compared.outputs} outputs differ`);
      told = performance.now();
    }
  }
  progress("trained networks, exported and read again");
  const trained = new Tally();
  const exported = new Tally();
  for (const [i, { file, network, inputs: samples }] of (await trainedCases()).entries()) {
    const outputs = engine.run(network, samples);
    trained.add(i, outputs, interpreter.run(network, samples, "reference"));
    exported.add(i, outputs, runFile(tflite, file, samples, inputSize(network), outputSize(network)));
  }
  const imported = new Tally();
  for (const [i, { network, inputs: samples, outputs }] of (await importedCases()).entries())
    imported.add(i, outputs, interpreter.run(network, samples, "reference"));
  const isExact = [compared, trained, imported].every(({ differing }) => differing === 0);
  return {
    passed: isExact && sensitivity.differing > 0,
    networks,
    inputs,
    seed,
    compared: compared.figures(),
    sensitivity: sensitivity.figures(),
    trained: trained.figures(),
    exported: exported.figures(),
    imported: imported.figures(),
    coverage: coverage.figures(),
    kernels: Object.fromEntries([...interpreter.kernels].sort()),
    interpreter: tflite.description,
    engine: engine.description,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

/** Inputs one by one, as the file takes them. */
function runFile(tflite: TfliteModule, file: Uint8Array, inputs: Int8Array, size: number, outputs: number): Int8Array {
  const count = inputs.length / size;
  const all = new Int8Array(count * outputs);
  for (let i = 0; i < count; i++)
    all.set(tflite.infer(file, [inputs.subarray(i * size, (i + 1) * size)]).outputs, i * outputs);
  return all;
}
