import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";

const BUILD = join(import.meta.dirname, "../../../dist/native-test/cortex-m4");
const AXES = 6;

export interface AddonComparison {
  readonly rows: readonly { readonly title: string; readonly bytes: number; readonly differ: number }[];
  readonly skipped: readonly string[];
}

/** The jobs that cortex_m4/run.mjs has just given to the emulated board, on the addon, against what the board wrote. */
export function compareAddon(): AddonComparison {
  const jobs = readFileSync(join(BUILD, "jobs.bin"));
  let bytes: Buffer;
  try {
    bytes = addonBytes(jobs);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "engine.missing") throw error;
    return { rows: [], skipped: ["addon against Cortex-M4 (the addon is not built here; ringside doctor says why)"] };
  }
  const rows = ["dsp", "plain"].map((kernels) => {
    const board = readFileSync(join(BUILD, `${kernels}.bin`));
    // The board's file begins with its test of the portable functions, which the addon does not offer.
    return { title: `addon, ${kernels} kernels`, bytes: bytes.length, differ: differing(bytes, tailOf(board, bytes)) };
  });
  return { rows, skipped: [] };
}

/** Every decision as same_bytes.cpp writes it: begin, end, class, dropped as u32, then features, scaled, outputs. */
function addonBytes(jobs: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < jobs.length; ) {
    const size = jobs.readUInt32LE(at);
    const descriptor = jobs.subarray(at + 4, at + 4 + size);
    const frames = jobs.readUInt32LE(at + 4 + size);
    at += 8 + size;
    const end = at + frames * AXES * 2;
    const rows = new Int16Array(jobs.buffer.slice(jobs.byteOffset + at, jobs.byteOffset + end));
    const pipeline = new EnginePipeline(descriptor);
    for (const event of [...pipeline.push(rows), ...pipeline.flush()]) {
      const head = Uint32Array.of(event.beginIndex, event.endIndex, event.classNumber, event.dropped ? 1 : 0);
      parts.push(...[head, event.features, event.scaled, event.outputs].map(bytesOf));
    }
    at = end;
  }
  return Buffer.concat(parts);
}

function bytesOf(array: NodeJS.TypedArray): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function tailOf(board: Buffer, bytes: Buffer): Buffer {
  return board.subarray(Math.max(0, board.length - bytes.length));
}

/** Bytes that are not the same at their place; every byte that one of them lacks counts too. */
export function differing(a: Uint8Array, b: Uint8Array): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) count += a[i] === b[i] ? 0 : 1;
  return count;
}
