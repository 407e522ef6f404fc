import { execFile, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
const room = join(import.meta.dirname, "..");
const api = join(room, "arduino_api");

/** What the Arduino core compiles with, and every check that the compiler can build in. */
const FLAGS = ["-std=gnu++14", "-funsigned-char", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-g"];
const SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const PATHS = [`-I${api}`, `-I${room}`, `-I${join(room, "core")}`, `-I${join(room, "../native")}`];

/** False where no C++ compiler is: the stories about the sketches are then skipped. */
export const compilerHere = spawnSync("g++", ["--version"], { stdio: "ignore" }).status === 0;

/** Longest that building a sketch with its checks may take on a busy machine. */
export const BUILD_MS = 300_000;

export async function compile(sources: readonly string[], out: string, more: readonly string[] = []): Promise<void> {
  await execute("g++", [...FLAGS, ...SANITIZERS, ...PATHS, ...more, ...sources, "-o", out], { timeout: BUILD_MS });
}

export interface Attribute {
  readonly service: string;
  readonly properties: number;
  readonly size: number;
  readonly value: Buffer;
  readonly notified: readonly Buffer[];
}

/** What came of a run. */
export interface GloveRun {
  /** All that the glove sent over its cable. */
  readonly serial: Buffer;
  /** Rows of six that its sensor measured while its FIFO was on. */
  readonly sampled: Int16Array;
  readonly name: string;
  readonly advertised: string;
  readonly chips: readonly { readonly mgPerCount: number; readonly mdpsPerCount: number }[];
  /** Of the LED, in the last part of the script that let it run. */
  readonly colours: readonly string[];
  attribute(uuid: string): Attribute;
}

/** A sketch built for this machine, on a modelled board (arduino_api/host). */
export class SketchProgram {
  readonly folder = mkdtempSync(join(tmpdir(), "ringside-sketch-"));
  readonly #program = join(this.folder, "sketch");

  async build(sketch: "data_capture" | "recognition", more: readonly string[] = []): Promise<void> {
    const host = join(api, "host");
    const named = `-DSKETCH="${sketch}/${sketch}.ino"`;
    await compile([join(host, "glove_program.cpp"), join(host, "board.cpp")], this.#program, [named, ...more]);
  }

  /** Runs it; `script` is what glove_program.cpp knows. `patch` changes a copy of the program, as a flash changes an image. */
  async run(script: string, patch?: (image: Buffer) => Uint8Array): Promise<GloveRun> {
    const out = mkdtempSync(join(this.folder, "run-"));
    const program = patch ? join(out, "sketch") : this.#program;
    if (patch) {
      copyFileSync(this.#program, program);
      writeFileSync(program, patch(readFileSync(program)));
    }
    await execute(program, [...script.split(" "), "out", out], { timeout: 120_000 });
    const facts = JSON.parse(readFileSync(join(out, "facts.json"), "utf8"));
    const sampled = readFileSync(join(out, "sampled.bin"));
    return {
      ...facts,
      serial: readFileSync(join(out, "serial.bin")),
      sampled: new Int16Array(new Uint8Array(sampled).buffer),
      attribute(uuid) {
        const { value, notified, ...rest } = facts.attributes[uuid];
        return {
          ...rest,
          value: Buffer.from(value, "hex"),
          notified: notified.map((bytes: string) => Buffer.from(bytes, "hex")),
        };
      },
    };
  }

  /** A file of rows for the script. */
  rowsFile(rows: Int16Array): string {
    const path = join(mkdtempSync(join(this.folder, "rows-")), "rows.bin");
    writeFileSync(path, rows);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lines of text, and the first byte after them: where frames begin. */
export function linesBeforeFrames(serial: Buffer): { readonly lines: readonly string[]; readonly rest: Buffer } {
  const lines: string[] = [];
  let at = 0;
  while (serial[at] === 0x7b) {
    const end = serial.indexOf(0x0a, at);
    lines.push(serial.subarray(at, end).toString().trim());
    at = end + 1;
  }
  return { lines, rest: serial.subarray(at) };
}

/** Columns of a row, rows. */
export function rowsOf(values: Int16Array | readonly number[]): number[][] {
  return Array.from({ length: values.length / 6 }, (_, i) => [...values.slice(i * 6, i * 6 + 6)]);
}
