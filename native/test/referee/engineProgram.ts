import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { inputSize, type Network, outputSize } from "./network.ts";
import { toEngine } from "./toEngine.ts";

const COMPILER = "g++";
/** What the Arduino core gives to its compiler (variants/ARDUINO_NANO33BLE/cxxflags.txt), and every warning. */
const FLAGS = ["-std=gnu++14", "-Os", "-funsigned-char", "-fno-rtti", "-fno-exceptions", "-Wall", "-Wextra", "-Werror"];
const COMPILE_LIMIT_MS = 120_000;
/** For one network over all its inputs: seconds on a slow machine. */
const RUN_LIMIT_MS = 120_000;

/** The engine as a program on this machine, or null where there is no compiler. Throws if it does not compile. */
export function buildEngine(folder: string): EngineProgram | null {
  const version = spawnSync(COMPILER, ["-dumpfullversion"], { encoding: "utf8" });
  if (version.status !== 0) return null;
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "referee-engine");
  const source = join(import.meta.dirname, "engineProgram.cpp");
  const build = spawnSync(COMPILER, [...FLAGS, source, "-o", program], { encoding: "utf8", timeout: COMPILE_LIMIT_MS });
  if (build.status !== 0) throw new Error(`the engine does not compile: ${build.stderr}`);
  return new EngineProgram(program, `${COMPILER} ${version.stdout.trim()} ${FLAGS.slice(0, 5).join(" ")}`);
}

export class EngineProgram {
  readonly #program: string;
  /** Compiler and flags. */
  readonly description: string;

  constructor(program: string, description: string) {
    this.#program = program;
    this.description = description;
  }

  /** The outputs of the network for inputs that lie one behind the other. Throws if the engine refuses the network. */
  run(network: Network, inputs: Int8Array): Int8Array {
    const bytes = toEngine(network);
    const count = inputs.length / inputSize(network);
    const head = Uint32Array.of(bytes.length, inputSize(network), count);
    const { status, stdout, stderr, error } = spawnSync(this.#program, {
      input: Buffer.concat([
        new Uint8Array(head.buffer),
        bytes,
        new Uint8Array(inputs.buffer, inputs.byteOffset, inputs.length),
      ]),
      timeout: RUN_LIMIT_MS,
      maxBuffer: count * outputSize(network) + 65_536,
    });
    if (status !== 0) throw new Error(`the engine failed (${status ?? error?.message}): ${stderr}`);
    if (stdout.length !== count * outputSize(network)) throw new Error(`the engine wrote ${stdout.length} bytes`);
    return new Int8Array(stdout.buffer, stdout.byteOffset, stdout.length);
  }
}
