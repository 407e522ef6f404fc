import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PROOF_TARGETS } from "#domain/deploy/pack.ts";
import { ProblemError } from "#domain/problems.ts";
import { nativeFile } from "../engineSource.ts";
import { runTool, type ToolOptions } from "./runTool.ts";

export type Target = (typeof PROOF_TARGETS)[number];

/** A compiler that can make programs for a target and, with what runs them, run them here. */
export interface Toolchain {
  readonly target: Target;
  /** As it names itself, e.g. `g++ (Debian 12.2.0-14) 12.2.0`. */
  readonly compiler: string;
  /** Builds `program` of sources in `folder`. @throws ProblemError pack.toolFailed, pack.toolSlow, job.cancelled */
  build(folder: string, source: string, program: string, more?: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Runs it there; `words` hold no spaces and no commas, files are named from the folder. @throws as build */
  run(folder: string, program: string, words: readonly string[], options: RunOptions): Promise<string>;
}

export interface RunOptions extends Omit<ToolOptions, "cwd"> {
  /** Arguments of the emulator itself, where there is one. */
  readonly emulator?: readonly string[];
}

const STRICT = ["-std=gnu++14", "-Wall", "-Wextra", "-Werror"];
/** variants/ARDUINO_NANO33BLE of the Arduino core. No contraction flag: the pragma of each header must do. */
const CORE = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=softfp", "-mfpu=fpv4-sp-d16", "-Os", "-funsigned-char"];
const CORE_CXX = ["-fno-rtti", "-fno-exceptions", "-fno-threadsafe-statics", "-ffunction-sections", "-fdata-sections"];
/** Semihosting: a program for the board reads and writes files here, and prints. Linked as C: no C++ library is needed. */
const LINK = ["-nostartfiles", "--specs=rdimon.specs", "-T", "nrf52840.ld", "-Wl,--gc-sections"];
/** QEMU's board with a Cortex-M4F. */
const BOARD = ["-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none"];
const BOARD_FILES = "test/cortex_m4";

const LOOK_LIMIT_MS = 20_000;
const BUILD_LIMIT_MS = 180_000;

const HOST_COMPILERS = ["g++", "clang++", "c++"];
const CORE_COMPILER = "arm-none-eabi-g++";
const CORE_C_COMPILER = "arm-none-eabi-gcc";
const EMULATOR = "qemu-system-arm";

/** The first compiler of this machine, or what is missing. */
export async function hostToolchain(signal?: AbortSignal): Promise<Toolchain | { missing: readonly string[] }> {
  for (const compiler of HOST_COMPILERS) {
    const version = await versionOf(compiler, signal);
    if (version !== null) return hostToolchainOf(compiler, version);
  }
  return { missing: [HOST_COMPILERS[0]!] };
}

/** The compiler of the glove's core together with its emulator, or what is missing of them. */
export async function coreToolchain(signal?: AbortSignal): Promise<Toolchain | { missing: readonly string[] }> {
  const tools = [CORE_COMPILER, EMULATOR];
  const versions = await Promise.all(tools.map((tool) => versionOf(tool, signal)));
  const missing = tools.filter((_, i) => versions[i] === null);
  return missing.length > 0 ? { missing } : coreToolchainOf(versions[0]!);
}

/** Writes files into a folder, with the folders that they need. */
export async function writeFiles(
  folder: string,
  files: Iterable<readonly [path: string, text: string]>,
): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function hostToolchainOf(tool: string, compiler: string): Toolchain {
  return {
    target: "host",
    compiler,
    async build(cwd, source, program, more = [], signal) {
      const args = [...STRICT, "-O2", "-funsigned-char", ...more, source, "-o", program];
      await runTool(tool, args, { cwd, limitMs: BUILD_LIMIT_MS, signal });
    },
    run: (cwd, program, words, options) => runTool(join(cwd, program), words, { cwd, ...options }),
  };
}

function coreToolchainOf(compiler: string): Toolchain {
  return {
    target: "cortexM4",
    compiler,
    async build(cwd, source, program, more = [], signal) {
      const options = { cwd, limitMs: BUILD_LIMIT_MS, signal };
      await writeFiles(
        cwd,
        ["startup.c", "nrf52840.ld"].map((file) => [file, nativeFile(`${BOARD_FILES}/${file}`)] as const),
      );
      await runTool(CORE_C_COMPILER, [...CORE, "-c", "startup.c", "-o", "startup.o"], options);
      await runTool(
        CORE_COMPILER,
        [...STRICT, ...CORE, ...CORE_CXX, ...more, "-c", source, "-o", `${program}.o`],
        options,
      );
      const objects = [`${program}.o`, "startup.o", "-o", `${program}.elf`, "-lm"];
      await runTool(CORE_C_COMPILER, [...CORE, ...LINK, ...objects], options);
    },
    run: (cwd, program, words, { emulator = [], ...options }) => {
      const config = ["enable=on", "target=native", ...[program, ...words].map((word) => `arg=${word}`)].join(",");
      const args = [...BOARD, ...emulator, "-semihosting-config", config, "-kernel", `${program}.elf`];
      return runTool(EMULATOR, args, { cwd, ...options });
    },
  };
}

async function versionOf(tool: string, signal: AbortSignal | undefined): Promise<string | null> {
  try {
    const said = await runTool(tool, ["--version"], { cwd: ".", limitMs: LOOK_LIMIT_MS, signal });
    return said.split("\n", 1)[0]!.trim();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code !== "job.cancelled") return null;
    throw error;
  }
}
